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
 * Limits what the JDK's timeouts do not: each byte restarts those, so a registry that sends one
 * byte a minute would be waited for without end.
 */
final class Deadline {

  private Deadline() {}

  /**
   * Does work on another thread, which could not be freed from a read that hangs.
   *
   * @param threads one for each read that hangs, and one more
   * @param what the work, in a message's words, such as {@code the head of its answer}
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
      // Closing a connection may wait for what hangs, so nobody must wait for it.
      Daemon.start("lambda-image-abandon", abandon);
      throw new SocketTimeoutException(what + " did not end within " + time.toSeconds() + " s");
    } catch (InterruptedIOException e) {
      Daemon.start("lambda-image-abandon", abandon);
      throw e;
    }
  }

  /**
   * The result of work on another thread, or its failure.
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
      // The JDK calls itself recursively for each of many answers that say "continue".
      throw new IOException("the answer cannot be read", cause);
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
