package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** A link of the chain to a registry: the transport, or a layer around it. */
@FunctionalInterface
interface Exchange {

  /**
   * Sends a request and waits for the head of the answer, which the caller closes.
   *
   * @throws IOException when there was no answer, or the connection broke
   * @throws LambdaImageException when the request cannot be sent, whatever the network does
   */
  Response send(Request request) throws IOException, LambdaImageException;
}
