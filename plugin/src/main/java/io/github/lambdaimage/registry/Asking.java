package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** Asks a registry; what does not come of it is explained. */
interface Asking {

  /** Takes what is wanted out of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Response response) throws IOException, LambdaImageException;
  }

  /**
   * Sends a request, reads the answer and closes it.
   *
   * @throws RegistryException when no answer came, or one that might be another the next time
   */
  <T> T ask(Request request, Reader<T> reader) throws LambdaImageException;
}
