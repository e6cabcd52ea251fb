package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;

/** One check. */
@FunctionalInterface
interface Inspector {

  /**
   * Looks at one side of a function.
   *
   * @throws LambdaImageException when something that has to be looked at cannot be read
   */
  void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException;
}
