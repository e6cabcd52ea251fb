package io.github.lambdaimage.runtime;

import io.github.lambdaimage.oci.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lambda's platform events for a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Events of
 *     the Telemetry API</a>
 */
final class PlatformEvents {

  private static final double NANOS = 1e6;
  private static final long MEGABYTE = 1024 * 1024;
  private static final String SUCCESS = "success";

  private final Telemetry telemetry;
  private final FunctionIdentity identity;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private boolean initialized;

  /** A current invocation of the runtime, and the size of its response. */
  private record Running(Invocation invocation, long start, long answer) {
    boolean isAnswered() {
      return answer >= 0;
    }
  }

  PlatformEvents(Telemetry telemetry, FunctionIdentity identity) {
    this.telemetry = telemetry;
    this.identity = identity;
  }

  /** The runtime is about to be started. */
  void initStarted() {
    telemetry.publish(
        "platform.initStart",
        ofInit()
            .with("functionName", identity.name())
            .with("functionVersion", identity.version())
            .with("instanceMaxMemory", identity.memorySize() * MEGABYTE));
  }

  /** An extension is ready. */
  void extensionReady(String name, Set<String> kinds) {
    telemetry.publish(
        "platform.extension",
        JsonObject.empty()
            .with("name", name)
            .with("state", "Ready")
            .with("events", new TreeSet<>(kinds).stream().toList()));
  }

  /** An extension has subscribed. */
  void subscribed(String name, TelemetryRequest request) {
    telemetry.publish(
        request.api().subscribed(),
        JsonObject.empty()
            .with("name", name)
            .with("state", "Subscribed")
            .with("types", new TreeSet<>(request.types()).stream().toList()));
  }

  /**
   * The runtime asks for the next event: its init has ended, or an invocation. This is published
   * before extensions may ask.
   */
  synchronized void runtimeAsks() {
    if (!initialized) {
      initialized = true;
      telemetry.publish("platform.initRuntimeDone", ofInit().with("status", SUCCESS));
    }
    if (identity.maxConcurrency() == 1) {
      running.values().stream().filter(Running::isAnswered).forEach(it -> done(it, SUCCESS, ""));
      running.values().removeIf(Running::isAnswered);
    }
  }

  /** Runtime and extensions are ready. */
  void initEnded(Duration duration) {
    telemetry.publish("platform.initReport", report(duration).with("status", SUCCESS));
    telemetry.started();
  }

  /** The runtime could not start. */
  synchronized void initFailed(Answer answer) {
    if (!initialized) {
      telemetry.publish("platform.initRuntimeDone", failed(ofInit(), answer));
    }
    telemetry.publish("platform.initReport", failed(report(answer.duration()), answer));
    telemetry.started();
  }

  /** An invocation is handed out. */
  synchronized void started(Invocation invocation) {
    running.put(invocation.requestId(), new Running(invocation, System.nanoTime(), -1));
    telemetry.publish("platform.start", of(invocation).with("version", identity.version()));
  }

  /** The runtime has responded; a function's error is a response. */
  synchronized void answered(String requestId, int bytes) {
    Running before = running.get(requestId);
    if (before == null) {
      return;
    }
    Running answered = new Running(before.invocation(), before.start(), bytes);
    if (identity.maxConcurrency() == 1) {
      running.put(requestId, answered);
    } else {
      running.remove(requestId);
      done(answered, SUCCESS, "");
    }
  }

  /** An invocation has ended, for the extensions too. */
  synchronized void ended(Invocation invocation, Answer answer) {
    Running unfinished = running.remove(invocation.requestId());
    if (unfinished != null) {
      done(unfinished, status(answer), errorType(answer));
    }
    JsonObject metrics =
        JsonObject.empty()
            .with("durationMs", millis(answer.duration()))
            .with("billedDurationMs", (long) Math.ceil(answer.duration().toNanos() / NANOS))
            .with("memorySizeMB", identity.memorySize())
            .with("maxMemoryUsedMB", answer.peakMemory() / MEGABYTE);
    answer.initDuration().ifPresent(it -> metrics.with("initDurationMs", millis(it)));
    telemetry.publish("platform.end", of(invocation));
    telemetry.publish("platform.report", failed(of(invocation).with("metrics", metrics), answer));
  }

  private void done(Running it, String status, String errorType) {
    JsonObject metrics =
        JsonObject.empty()
            .with("durationMs", millis(Duration.ofNanos(System.nanoTime() - it.start())));
    if (it.isAnswered()) {
      metrics.with("producedBytes", it.answer());
    }
    JsonObject record = of(it.invocation()).with("status", status).with("metrics", metrics);
    telemetry.publish(
        "platform.runtimeDone", errorType.isEmpty() ? record : record.with("errorType", errorType));
  }

  private JsonObject ofInit() {
    return JsonObject.empty()
        .with("initializationType", identity.snapStart() ? "snap-start" : "on-demand")
        .with("phase", "init");
  }

  private JsonObject report(Duration duration) {
    return ofInit().with("metrics", JsonObject.empty().with("durationMs", millis(duration)));
  }

  private static JsonObject of(Invocation invocation) {
    JsonObject record = JsonObject.empty().with("requestId", invocation.requestId());
    invocation.traceId().ifPresent(id -> record.with("tracing", ExtensionsApi.tracing(id)));
    return record;
  }

  private static JsonObject failed(JsonObject record, Answer answer) {
    JsonObject all = record.with("status", status(answer));
    return errorType(answer).isEmpty() ? all : all.with("errorType", errorType(answer));
  }

  private static String status(Answer answer) {
    return switch (answer.kind()) {
      case RESPONSE, FUNCTION_ERROR -> SUCCESS;
      case TIMEOUT -> "timeout";
      case INIT_ERROR, EXIT -> "error";
    };
  }

  private static String errorType(Answer answer) {
    return switch (answer.kind()) {
      case RESPONSE, FUNCTION_ERROR, TIMEOUT -> "";
      case INIT_ERROR -> "Runtime.Unknown";
      case EXIT -> "Runtime.ExitError";
    };
  }

  private static double millis(Duration duration) {
    // Two digits, as in the log.
    return Math.round(duration.toNanos() / (NANOS / 100)) / 100.0;
  }
}
