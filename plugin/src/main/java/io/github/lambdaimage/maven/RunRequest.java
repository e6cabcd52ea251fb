package io.github.lambdaimage.maven;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How to serve a function on this machine, with checked values.
 *
 * @param port to listen on; 0 for any free port
 * @param watch whether to replace the function when the project changes
 * @param front what stands in front of a web function
 * @param threads how many invocations one runtime takes at once, if the user says so
 */
record RunRequest(int port, boolean watch, Optional<Front> front, OptionalInt threads) {

  /**
   * AWS's client starts all threads at once; this catches mistyped numbers, and is not a limit of
   * AWS's.
   */
  private static final int MOST_THREADS = 1000;

  private static final int LARGEST_PORT = 65_535;

  /**
   * Checks the parameters.
   *
   * @throws LambdaImageException for an invalid port, front or number of threads
   */
  static RunRequest of(int port, boolean watch, @Nullable String front, @Nullable Integer threads)
      throws LambdaImageException {
    if (port < 0 || port > LARGEST_PORT) {
      throw new LambdaImageException(
          "lambda-image.port '%s' is not a valid port (0–65535). Use one such as 9000, or 0 for any that is free."
              .formatted(port));
    }
    if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
      throw new LambdaImageException(
          "lambda-image.threads '%s' is not a valid number of threads (1–%s). Use one such as 4."
              .formatted(threads, MOST_THREADS));
    }
    return new RunRequest(
        port,
        watch,
        Front.parse(front),
        threads == null ? OptionalInt.empty() : OptionalInt.of(threads));
  }
}
