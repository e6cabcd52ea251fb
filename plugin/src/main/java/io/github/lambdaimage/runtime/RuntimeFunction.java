package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A function whose runtime is started again for the invocation after one that ended it. */
public final class RuntimeFunction implements LocalFunction {

  private final Launch launch;
  private final Duration timeout;
  private final LogTail output;
  private volatile @Nullable RuntimeInstance runtime;
  private volatile boolean closed;

  /**
   * A function that does not run yet.
   *
   * @param timeout for the start of the process, and for an invocation
   * @param output takes each line that the function prints
   */
  public RuntimeFunction(Launch launch, Duration timeout, Consumer<String> output) {
    this.launch = launch;
    this.timeout = timeout;
    this.output = new LogTail(output);
  }

  @Override
  public FunctionIdentity identity() {
    return launch.identity();
  }

  @Override
  public synchronized Duration start() throws LambdaImageException, InterruptedException {
    RuntimeInstance started = launched();
    Answer failure = started.awaitReady(Optional.empty(), launch.patience(timeout));
    if (failure != null) {
      stop();
      throw new LambdaImageException("The function did not start. " + failure.stackTrace());
    }
    return started.age();
  }

  @Override
  public synchronized Answer invoke(Invocation invocation)
      throws LambdaImageException, InterruptedException {
    output.clear();
    RuntimeInstance current = runtime;
    Optional<Duration> init = Optional.empty();
    if (current == null || !current.isAlive()) {
      current = launched();
      Answer failure = current.awaitReady(Optional.of(invocation.requestId()), launch.patience(timeout));
      if (failure != null) {
        stop();
        return failure.withLog(output.text());
      }
      init = Optional.of(current.age());
    }
    Answer answer = current.invoke(invocation, timeout);
    if (answer.exited() || answer.kind() == Answer.Kind.TIMEOUT) {
      stop();
    } else if (invocation.wantsLog()) {
      current.awaitPrinted();
    }
    return answer.withInitDuration(init).withLog(output.text());
  }

  @Override
  public void close() {
    closed = true;
    stop();
    launch.close();
  }

  private RuntimeInstance launched() throws LambdaImageException {
    stop();
    if (closed) {
      throw new LambdaImageException("The function was ended. Start it again.");
    }
    try {
      RuntimeInstance started = RuntimeInstance.start(launch, output);
      runtime = started;
      if (closed) {
        stop();
      }
      return started;
    } catch (IOException e) {
      throw launch.failure(e);
    }
  }

  private void stop() {
    RuntimeInstance running = runtime;
    if (running != null) {
      running.close();
      runtime = null;
    }
  }
}
