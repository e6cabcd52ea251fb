package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;

/**
 * How a function shall be served on this machine, every value checked.
 *
 * @param port to listen on; 0 for any that is free
 * @param watch whether the function is exchanged when the project changes
 */
record RunRequest(int port, boolean watch) {

  private static final int LARGEST_PORT = 65_535;

  /**
   * Checks the parameters.
   *
   * @throws LambdaImageException for a port that there is not
   */
  static RunRequest of(int port, boolean watch) throws LambdaImageException {
    if (port < 0 || port > LARGEST_PORT) {
      throw new LambdaImageException(
          "lambda-image.port '%s' is not a valid port (0–65535). Use one such as 9000, or 0 for any that is free."
              .formatted(port));
    }
    return new RunRequest(port, watch);
  }
}
