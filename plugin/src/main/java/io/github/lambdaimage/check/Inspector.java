package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;

/** One check. */
@FunctionalInterface
interface Inspector {

  /**
   * Checks one aspect of a function.
   *
   * @throws LambdaImageException when a file that it needs cannot be read
   */
  void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException;
}
