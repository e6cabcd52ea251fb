package io.github.lambdaimage.standin.faults;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Answers that take their time. */
final class Delay {

  private static final long MILLISECONDS = 1_500;

  private Delay() {}

  static Response beforeAnswer(Request request, Endpoint registry) throws IOException {
    try {
      return registry.answer(request);
    } finally {
      pause();
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("The server stops").initCause(e);
    }
  }
}
