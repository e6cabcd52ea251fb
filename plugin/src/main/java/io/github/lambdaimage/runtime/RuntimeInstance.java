package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Answer.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One runtime from its start to its end: a process, with a Runtime API of its own. */
final class RuntimeInstance {

  /** The runtime's share of the end, as in AWS's emulator; the rest is for the extensions. */
  private static final Duration RUNTIME_SHUTDOWN = Duration.ofMillis(600);

  private static final Duration FLUSH = Duration.ofMillis(500);

  private final Launch launch;
  private final EventInboxes events;
  private final RuntimeApi api;
  private final RuntimeProcess process;
  private final SnapStart snapStart;
  private final long started = System.nanoTime();

  private RuntimeInstance(
      Launch launch,
      EventInboxes events,
      RuntimeApi api,
      RuntimeProcess process,
      SnapStart snapStart) {
    this.launch = launch;
    this.events = events;
    this.api = api;
    this.process = process;
    this.snapStart = snapStart;
  }

  /** Output that extensions with a subscription receive too. */
  private record ToldOutput(RuntimeOutput lines, Telemetry telemetry) implements RuntimeOutput {

    @Override
    public void accept(String line) {
      telemetry.publish("function", line);
      lines.accept(line);
    }

    @Override
    public void acceptBeside(String line) {
      telemetry.publish("extension", line);
      lines.acceptBeside(line);
    }

    @Override
    public void tell(String line) {
      lines.tell(line);
    }
  }

  static RuntimeInstance start(Launch launch, RuntimeOutput output)
      throws IOException, LambdaImageException {
    FunctionIdentity identity = launch.identity();
    EventInboxes events = new EventInboxes(identity.maxConcurrency());
    RuntimeApi api =
        RuntimeApi.start(identity, launch.extensions(), launch.hostNames(), events::accept);
    api.platform().initStarted();
    try {
      RuntimeProcess process =
          launch.start(api.authority(), new ToldOutput(output, api.telemetry()));
      var unused =
          process.onExit().thenRun(() -> events.accept(RuntimeEvent.of(RuntimeEvent.Kind.EXIT)));
      return new RuntimeInstance(launch, events, api, process, new SnapStart(identity, output));
    } catch (IOException | LambdaImageException e) {
      api.close();
      throw e;
    }
  }

  /** The time since its start. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until the runtime asks for its first event.
   *
   * @param requestId of the invocation that it was started for, if any
   * @return empty, or why it is useless to wait longer
   * @throws LambdaImageException when the runtime could not be started at all
   */
  @Nullable Answer awaitReady(Optional<String> requestId, Duration timeout)
      throws LambdaImageException, InterruptedException {
    Answer failure = startFailure(requestId, timeout);
    if (failure == null) {
      api.platform().initEnded(age());
    } else {
      api.platform().initFailed(failure);
    }
    return failure;
  }

  private @Nullable Answer startFailure(Optional<String> requestId, Duration timeout)
      throws LambdaImageException, InterruptedException {
    RuntimeEvent event = poll(events.start(), timeout);
    if (event != null && event.kind() == RuntimeEvent.Kind.SNAPSHOT) {
      snapStart.snapshot(process.handle(), api.authority());
      api.restore();
      event = poll(events.start(), timeout);
    }
    if (event == null) {
      return Answer.of(Kind.TIMEOUT, Failure.timeout(requestId, timeout), timeout);
    }
    if (event.kind() == RuntimeEvent.Kind.NEXT) {
      snapStart.ready();
    }
    return switch (event.kind()) {
      case INIT_ERROR, ERROR -> Answer.of(Kind.INIT_ERROR, event.body(), age()).withExit();
      case EXIT -> {
        launch.exited(process.exitCode());
        yield Answer.of(Kind.EXIT, Failure.exit(requestId, process.exitCode()), age()).withExit();
      }
      case NEXT, SNAPSHOT, RESPONSE -> null;
    };
  }

  /**
   * Hands out an invocation; only for a runtime that is ready. As on Lambda, the invocation ends
   * when the runtime asks for the next one; if it takes several at once, with the response.
   */
  Answer invoke(Invocation invocation, Duration timeout) throws InterruptedException {
    BlockingQueue<RuntimeEvent> inbox = events.open(invocation.requestId());
    try {
      return invoke(invocation, timeout, inbox);
    } finally {
      events.close(invocation.requestId());
    }
  }

  private Answer invoke(Invocation invocation, Duration timeout, BlockingQueue<RuntimeEvent> inbox)
      throws InterruptedException {
    long start = System.nanoTime();
    api.hand(invocation, System.currentTimeMillis() + timeout.toMillis());
    Optional<String> requestId = Optional.of(invocation.requestId());
    Answer answer = null;
    while (true) {
      Duration spent = Duration.ofNanos(System.nanoTime() - start);
      RuntimeEvent event = poll(inbox, timeout.minus(spent));
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      if (event == null) {
        return measured(Answer.of(Kind.TIMEOUT, Failure.timeout(requestId, timeout), duration));
      }
      switch (event.kind()) {
        case RESPONSE -> answer = measured(Answer.of(Kind.RESPONSE, event.body(), duration));
        case ERROR -> answer = measured(Answer.of(Kind.FUNCTION_ERROR, event.body(), duration));
        case INIT_ERROR -> answer = measured(Answer.of(Kind.INIT_ERROR, event.body(), duration));
        case EXIT -> {
          return (answer != null
                  ? answer
                  : Answer.of(Kind.EXIT, Failure.exit(requestId, process.exitCode()), duration))
              .withExit();
        }
        case NEXT -> {
          if (answer != null) {
            return answer;
          }
        }
        case SNAPSHOT -> {}
      }
      if (answer != null && launch.identity().maxConcurrency() > 1) {
        return answer;
      }
    }
  }

  /** Records the result of an invocation, before the runtime is closed. */
  void ended(Invocation invocation, Answer answer) {
    api.platform().ended(invocation, answer);
  }

  /** Waits until everything that the runtime has printed so far is passed on. */
  void awaitPrinted() throws InterruptedException {
    process.awaitPrinted();
  }

  /** Ends its JVM normally, and waits for that. */
  boolean terminate(Duration patience) {
    return process.terminate(patience);
  }

  /** Ends it as Lambda does: first the runtime, then the extensions, which receive the reason. */
  void close(ShutdownReason reason) {
    long start = System.nanoTime();
    Duration longest = launch.shutdown();
    long deadline = System.currentTimeMillis() + longest.toMillis();
    if (isAlive() && !launch.extensions().names().isEmpty()) {
      process.endRuntime(RUNTIME_SHUTDOWN);
    }
    if (process.isAnyAlive()) {
      // Before they learn of the shutdown.
      api.telemetry().flush(FLUSH);
    }
    if (process.isAnyAlive() && api.shutDown(deadline, reason)) {
      process.awaitEnd(longest.minusNanos(System.nanoTime() - start));
    }
    process.close();
    api.close();
  }

  private Answer measured(Answer answer) {
    return answer.withPeakMemory(process.peakMemory());
  }

  private static @Nullable RuntimeEvent poll(BlockingQueue<RuntimeEvent> inbox, Duration timeout)
      throws InterruptedException {
    return inbox.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }
}
