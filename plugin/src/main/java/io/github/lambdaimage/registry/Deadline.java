package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ends what the JDK's timeouts do not: each byte that comes begins those anew, so that a registry
 * which sends one a minute is waited for without an end.
 */
final class Deadline {

  private Deadline() {}

  /**
   * Does work on another thread, which nothing could free from a read that hangs.
   *
   * @param threads as many as hang, and one more
   * @param what a message says of the work, such as {@code the head of its answer}
   * @param abandon breaks the connection
   * @throws SocketTimeoutException when it takes longer
   */
  static <T> T within(
      Executor threads, Duration time, String what, Callable<T> work, Runnable abandon)
      throws IOException, LambdaImageException {
    FutureTask<T> task = new FutureTask<>(work);
    threads.execute(task);
    try {
      return get(task, time);
    } catch (TimeoutException e) {
      // Closing a connection may wait for what hangs, so that nobody may wait for it.
      Daemon.start("lambda-image-abandon", abandon);
      throw new SocketTimeoutException(what + " did not end within " + time.toSeconds() + " s");
    } catch (InterruptedIOException e) {
      Daemon.start("lambda-image-abandon", abandon);
      throw e;
    }
  }

  /**
   * The result of work on another thread, or what it failed with.
   *
   * @throws TimeoutException when it is not done yet
   */
  static <T> T get(FutureTask<T> task, Duration time)
      throws TimeoutException, IOException, LambdaImageException {
    try {
      return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause)
      throws IOException, LambdaImageException {
    if (cause instanceof LambdaImageException failure) {
      throw failure;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof StackOverflowError) {
      // The JDK calls itself once more for each answer of many that say "continue".
      throw new IOException("the answer cannot be read", cause);
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
