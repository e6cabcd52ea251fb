package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A function whose runtime starts again for the next invocation if one has ended it. */
public final class RuntimeFunction implements LocalFunction {

  private final Launch launch;
  private final Duration timeout;
  private final LogTail output;
  private final Semaphore free;
  private volatile @Nullable RuntimeInstance runtime;
  private volatile boolean closed;

  /**
   * A function that does not run yet.
   *
   * @param timeout for the start of the process, and for an invocation
   * @param output receives each line that the function prints
   */
  public RuntimeFunction(Launch launch, Duration timeout, Consumer<String> output) {
    this.launch = launch;
    this.timeout = timeout;
    this.output = new LogTail(output);
    this.free = new Semaphore(launch.identity().maxConcurrency());
  }

  @Override
  public FunctionIdentity identity() {
    return launch.identity();
  }

  @Override
  public Duration start() throws LambdaImageException, InterruptedException {
    free.acquire(concurrency());
    try {
      RuntimeInstance started = launched();
      Answer failure = started.awaitReady(Optional.empty(), launch.patience(timeout));
      if (failure != null) {
        stop(ShutdownReason.of(failure));
        throw new LambdaImageException("The function did not start. " + failure.stackTrace());
      }
      return started.age();
    } finally {
      free.release(concurrency());
    }
  }

  @Override
  public Answer invoke(Invocation invocation) throws LambdaImageException, InterruptedException {
    free.acquire();
    try {
      if (invocation.wantsLog()) {
        awaitPrinted();
      }
      output.clear();
      Ready ready = ready(invocation);
      if (ready.failure() != null) {
        return ready.failure().withLog(output.text());
      }
      Answer answer = ready.runtime().invoke(invocation, timeout).withInitDuration(ready.init());
      ready.runtime().ended(invocation, answer);
      if (answer.exited() || answer.kind() == Answer.Kind.TIMEOUT) {
        stop(ready.runtime(), ShutdownReason.of(answer));
      } else if (invocation.wantsLog()) {
        ready.runtime().awaitPrinted();
      }
      return answer.withLog(output.text());
    } finally {
      free.release();
    }
  }

  /**
   * A runtime for an invocation.
   *
   * @param init how long its start took, if it was started for this one
   * @param failure of that start
   */
  private record Ready(
      RuntimeInstance runtime, Optional<Duration> init, @Nullable Answer failure) {}

  private synchronized Ready ready(Invocation invocation)
      throws LambdaImageException, InterruptedException {
    RuntimeInstance current = runtime;
    if (current != null && current.isAlive()) {
      return new Ready(current, Optional.empty(), null);
    }
    RuntimeInstance started = launched();
    Answer failure =
        started.awaitReady(Optional.of(invocation.requestId()), launch.patience(timeout));
    if (failure != null) {
      stop(ShutdownReason.of(failure));
    }
    return new Ready(started, Optional.of(started.age()), failure);
  }

  /**
   * Ends its JVM normally, which then runs its shutdown work; a current invocation is lost.
   *
   * @return whether it has ended
   */
  public boolean terminate(Duration patience) {
    RuntimeInstance running = runtime;
    return running == null || running.terminate(patience);
  }

  @Override
  public void close() {
    closed = true;
    stop(ShutdownReason.SPINDOWN);
    launch.close();
  }

  /** Waits for the output of the previous invocation, which must not get into this one's log. */
  private void awaitPrinted() throws InterruptedException {
    RuntimeInstance running = runtime;
    if (running != null) {
      running.awaitPrinted();
    }
  }

  private RuntimeInstance launched() throws LambdaImageException {
    // A runtime that is still there has exited by itself, or must be replaced for a cold start.
    RuntimeInstance before = runtime;
    stop(before == null || before.isAlive() ? ShutdownReason.SPINDOWN : ShutdownReason.FAILURE);
    if (closed) {
      throw new LambdaImageException("The function was ended. Start it again.");
    }
    try {
      RuntimeInstance started = RuntimeInstance.start(launch, output::accept);
      runtime = started;
      if (closed) {
        stop(ShutdownReason.SPINDOWN);
      }
      return started;
    } catch (IOException e) {
      throw launch.failure(e);
    }
  }

  /** Ends a runtime, unless another one has replaced it, or is about to. */
  private void stop(RuntimeInstance one, ShutdownReason reason) {
    if (runtime == one) {
      stopIfStill(one, reason);
    }
  }

  private synchronized void stopIfStill(RuntimeInstance one, ShutdownReason reason) {
    if (runtime == one) {
      stop(reason);
    }
  }

  private void stop(ShutdownReason reason) {
    RuntimeInstance running = runtime;
    if (running != null) {
      running.close(reason);
      runtime = null;
    }
  }
}
