package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;

/** A function that runs on this machine. */
public interface LocalFunction extends AutoCloseable {

  /** Its identity. */
  FunctionIdentity identity();

  /** How many invocations it takes at once; others wait in {@link #invoke}. */
  default int concurrency() {
    return identity().maxConcurrency();
  }

  /**
   * Starts the function again, so that the next invocation finds it ready.
   *
   * @return how long it took until the function was ready
   * @throws LambdaImageException when it did not get that far; the next invocation tries again
   */
  Duration start() throws LambdaImageException, InterruptedException;

  /**
   * Invokes the function; its failures are answers too.
   *
   * @throws LambdaImageException when nothing can be started here
   */
  Answer invoke(Invocation invocation) throws LambdaImageException, InterruptedException;

  /** Ends the function and everything it started; a current invocation fails. */
  @Override
  void close();
}
