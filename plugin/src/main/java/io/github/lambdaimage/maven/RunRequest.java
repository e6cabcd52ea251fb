package io.github.lambdaimage.maven;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a function shall be served on this machine, every value checked.
 *
 * @param port to listen on; 0 for any that is free
 * @param watch whether the function is exchanged when the project changes
 * @param front what web requests come through
 * @param threads how many invocations one runtime takes at once
 */
record RunRequest(int port, boolean watch, Optional<Front> front, int threads) {

  private static final int MOST_THREADS = 1000;

  private static final int LARGEST_PORT = 65_535;

  /**
   * Checks the parameters.
   *
   * @throws LambdaImageException for a port, a front or threads that there are not
   */
  static RunRequest of(int port, boolean watch, @Nullable String front, int threads)
      throws LambdaImageException {
    if (port < 0 || port > LARGEST_PORT) {
      throw new LambdaImageException(
          "lambda-image.port '%s' is not a valid port (0–65535). Use one such as 9000, or 0 for any that is free."
              .formatted(port));
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw new LambdaImageException(
          "lambda-image.threads '%s' is not a valid number of threads (1–%s). Use one such as 4."
              .formatted(threads, MOST_THREADS));
    }
    return new RunRequest(port, watch, Front.parse(front), threads);
  }
}
