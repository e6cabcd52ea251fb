package io.github.lambdaimage.maven;

import io.github.lambdaimage.runtime.LocalFunction;
import io.github.lambdaimage.runtime.Scratch;

/** An image that is run on this machine, and the directory that it needs for that. */
record LocalRun(LocalFunction function, Scratch scratch) implements AutoCloseable {

  @Override
  public void close() {
    function.close();
    scratch.close();
  }
}
