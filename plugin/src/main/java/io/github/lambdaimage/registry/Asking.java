package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** Asks a registry; failures are explained. */
interface Asking {

  /** Reads the wanted result from an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Response response) throws IOException, LambdaImageException;
  }

  /**
   * Sends a request, reads the answer and closes it.
   *
   * @throws RegistryException when there was no answer, or one that may differ the next time
   */
  <T> T ask(Request request, Reader<T> reader) throws LambdaImageException;
}
