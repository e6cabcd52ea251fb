package io.github.lambdaimage.async;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A result that is computed on a thread of its own, while its user does other things. */
public final class Pending<T> {

  private final FutureTask<T> task;

  private Pending(Callable<T> work) {
    this.task = new FutureTask<>(work);
  }

  /**
   * Starts the work.
   *
   * @param name of the thread, which does not keep Maven from ending
   */
  public static <T> Pending<T> start(String name, Callable<T> work) {
    Pending<T> pending = new Pending<>(work);
    Daemon.start(name, pending.task);
    return pending;
  }

  /** A result that is known already. */
  public static <T> Pending<T> of(T value) {
    Pending<T> pending = new Pending<>(() -> value);
    pending.task.run();
    return pending;
  }

  /** Whether {@link #get} would return at once. */
  public boolean isDone() {
    return task.isDone();
  }

  /**
   * Waits for the result.
   *
   * @throws LambdaImageException that the work failed with
   */
  public T get() throws LambdaImageException {
    return outcome(task);
  }

  /** The result of work that ends with a {@link LambdaImageException}, if it fails as expected. */
  public static <T> T outcome(Future<T> future) throws LambdaImageException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LambdaImageException failure) {
        throw failure;
      }
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException("Interrupted. Run it again.", e);
    }
  }
}
