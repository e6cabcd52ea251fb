package io.github.lambdaimage.maven;

import io.github.lambdaimage.runtime.LocalFunction;
import io.github.lambdaimage.runtime.Scratch;

/**
 * An image that runs on this machine, and the temporary directory that it needs.
 *
 * @param usesCache whether the function starts with the image's startup cache
 */
record LocalRun(LocalFunction function, Scratch scratch, boolean usesCache)
    implements AutoCloseable {

  LocalRun(LocalFunction function, Scratch scratch) {
    this(function, scratch, false);
  }

  @Override
  public void close() {
    function.close();
    scratch.close();
  }
}
