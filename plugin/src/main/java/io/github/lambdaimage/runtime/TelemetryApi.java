package io.github.lambdaimage.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The APIs with which extensions subscribe to telemetry: the Telemetry API and the older Logs API.
 */
enum TelemetryApi {
  TELEMETRY("/2022-07-01/telemetry", "Telemetry.", "ValidationError"),
  LOGS("/2020-08-15/logs", "Logs.", "Logs.ValidationError");

  private static final String LOGS_WITH_RUNTIME_DONE = "2021-03-18";

  /** Events of the newer API that the older one does not know. */
  private static final Set<String> NOT_OF_LOGS =
      Set.of(
          "platform.initStart",
          "platform.initRuntimeDone",
          "platform.initReport",
          "platform.telemetrySubscription");

  private static final Set<String> NOT_OF_TELEMETRY =
      Set.of("platform.end", "platform.logsSubscription");

  private final String path;
  private final String prefix;
  private final String invalid;

  TelemetryApi(String path, String prefix, String invalid) {
    this.path = path;
    this.prefix = prefix;
    this.invalid = invalid;
  }

  /** The API whose path this is. */
  static Optional<TelemetryApi> of(String path) {
    return List.of(values()).stream().filter(it -> it.path.equals(path)).findFirst();
  }

  /** The type of the error for a malformed request. */
  String invalid() {
    return invalid;
  }

  /** The type of the error for a request that comes too late. */
  String closed() {
    return prefix + "SubscriptionClosed";
  }

  /** The versions of the schema. */
  List<String> schemas() {
    return this == LOGS
        ? List.of("2020-08-15", LOGS_WITH_RUNTIME_DONE)
        : List.of("2022-07-01", "2022-12-13", "2025-01-29");
  }

  /** The schema if a request names none, if that is allowed. */
  @Nullable String defaultSchema() {
    return this == LOGS ? schemas().get(0) : null;
  }

  /** The type of the event about a subscription. */
  String subscribed() {
    return this == LOGS ? "platform.logsSubscription" : "platform.telemetrySubscription";
  }

  /** Whether it has events of a type. */
  boolean has(String type, String schema) {
    if (this == TELEMETRY) {
      return !NOT_OF_TELEMETRY.contains(type);
    }
    return !NOT_OF_LOGS.contains(type)
        && (!type.equals("platform.runtimeDone") || schema.equals(LOGS_WITH_RUNTIME_DONE));
  }
}
