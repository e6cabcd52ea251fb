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
 */
record RunRequest(int port, boolean watch, Optional<Front> front) {

  private static final int LARGEST_PORT = 65_535;

  /**
   * Checks the parameters.
   *
   * @throws LambdaImageException for a port or a front that there is not
   */
  static RunRequest of(int port, boolean watch, @Nullable String front)
      throws LambdaImageException {
    if (port < 0 || port > LARGEST_PORT) {
      throw new LambdaImageException(
          "lambda-image.port '%s' is not a valid port (0–65535). Use one such as 9000, or 0 for any that is free."
              .formatted(port));
    }
    return new RunRequest(port, watch, Front.parse(front));
  }
}
