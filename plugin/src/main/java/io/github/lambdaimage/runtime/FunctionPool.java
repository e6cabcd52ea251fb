package io.github.lambdaimage.runtime;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Several instances of a function: as on Lambda, each has a runtime of its own. */
public final class FunctionPool implements LocalFunction {

  private final List<LocalFunction> functions;

  /** Instances that can take another invocation, each as often as it can. */
  private final BlockingQueue<LocalFunction> idle = new LinkedBlockingQueue<>();

  /**
   * A pool.
   *
   * @param functions at least one; they differ only in their runtimes
   */
  public FunctionPool(List<LocalFunction> functions) {
    this.functions = List.copyOf(functions);
    // In turn, so that each has one invocation before any has two.
    for (int round = 0; round < functions.get(0).concurrency(); round++) {
      idle.addAll(functions);
    }
  }

  @Override
  public FunctionIdentity identity() {
    return functions.get(0).identity();
  }

  @Override
  public int concurrency() {
    return functions.stream().mapToInt(LocalFunction::concurrency).sum();
  }

  /** Starts all of them at once. */
  @Override
  public Duration start() throws LambdaImageException {
    List<Pending<Duration>> starts = new ArrayList<>();
    functions.forEach(it -> starts.add(Pending.start("lambda-image-start", it::start)));
    Duration longest = Duration.ZERO;
    for (Pending<Duration> start : starts) {
      Duration duration = start.get();
      longest = duration.compareTo(longest) > 0 ? duration : longest;
    }
    return longest;
  }

  @Override
  public Answer invoke(Invocation invocation) throws LambdaImageException, InterruptedException {
    LocalFunction function = idle.take();
    try {
      return function.invoke(invocation);
    } finally {
      idle.add(function);
    }
  }

  @Override
  public void close() {
    functions.forEach(LocalFunction::close);
  }
}
