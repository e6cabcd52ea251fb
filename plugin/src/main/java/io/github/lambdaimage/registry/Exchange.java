package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** A link of the chain that leads to a registry: the wire, or what is wrapped around it. */
@FunctionalInterface
interface Exchange {

  /**
   * Sends a request and waits for the head of the answer, which the caller closes.
   *
   * @throws IOException when no answer came, or the connection broke
   * @throws LambdaImageException when the request cannot be sent so, whatever the network does
   */
  Response send(Request request) throws IOException, LambdaImageException;
}
