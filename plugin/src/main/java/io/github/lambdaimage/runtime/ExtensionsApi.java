package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Extensions API, beside the Runtime API: it tells extensions of invocations and of the
 * shutdown. If a runtime asks for the next invocation, it waits until all extensions have asked
 * too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions
 *     API</a>
 */
final class ExtensionsApi {

  private static final String API = "/2020-01-01/extension/";
  private static final String ID = "Lambda-Extension-Identifier";
  private static final String INVOKE = "INVOKE";
  private static final String SHUTDOWN = "SHUTDOWN";

  private final Extensions expected;
  private final PlatformEvents platform;
  private final Telemetry telemetry;
  private final Map<String, Extension> registered = new LinkedHashMap<>();
  private Runnable runtime = () -> {};

  /** One that has registered. */
  private static final class Extension {
    private final String name;
    private final Set<String> kinds;
    private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    private boolean asks;
    private boolean ready;

    private Extension(String name, Set<String> kinds) {
      this.name = name;
      this.kinds = kinds;
    }
  }

  /** For one runtime, and those that will register before it is ready. */
  ExtensionsApi(Extensions expected, PlatformEvents platform, Telemetry telemetry) {
    this.expected = expected;
    this.platform = platform;
    this.telemetry = telemetry;
  }

  /**
   * Answers a request, if it comes from an extension.
   *
   * @return whether it does
   */
  boolean answer(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    Optional<TelemetryApi> subscription = TelemetryApi.of(path);
    if (subscription.isPresent() && exchange.getRequestMethod().equals("PUT")) {
      subscribe(exchange, subscription.get());
    } else if (path.equals(API + "register")) {
      register(exchange);
    } else if (path.equals(API + "event/next")) {
      next(exchange);
    } else if (path.equals(API + "init/error") || path.equals(API + "exit/error")) {
      LoopbackServer.respond(exchange, 202, Payload.TAKEN);
    } else {
      return false;
    }
    return true;
  }

  /** Runs something once the runtime and all extensions have asked for the next event. */
  synchronized void whenAllAsk(Runnable done) {
    runtime = done;
    passIfAllAsk();
  }

  /** Tells the extensions that are registered for INVOKE of an invocation. */
  synchronized void invoke(Invocation invocation, long deadline, String functionArn) {
    JsonObject event =
        JsonObject.empty()
            .with("eventType", INVOKE)
            .with("deadlineMs", deadline)
            .with("requestId", invocation.requestId())
            .with("invokedFunctionArn", functionArn);
    invocation.traceId().ifPresent(id -> event.with("tracing", tracing(id)));
    tell(INVOKE, event);
  }

  /** X-Ray's id of an invocation, as events have it. */
  static JsonObject tracing(String id) {
    return JsonObject.empty().with("type", "X-Amzn-Trace-Id").with("value", id);
  }

  /**
   * Tells the extensions that are registered for SHUTDOWN of the end.
   *
   * @param deadline in milliseconds since the epoch
   * @return whether there are any
   */
  synchronized boolean shutDown(long deadline, ShutdownReason reason) {
    return tell(
        SHUTDOWN,
        JsonObject.empty()
            .with("eventType", SHUTDOWN)
            .with("shutdownReason", reason.toString())
            .with("deadlineMs", deadline));
  }

  private boolean tell(String kind, JsonObject event) {
    boolean any = false;
    for (Extension extension : registered.values()) {
      if (extension.kinds.contains(kind)) {
        extension.asks = false;
        extension.events.add(event);
        any = true;
      }
    }
    return any;
  }

  private void register(HttpExchange exchange) throws IOException {
    String name = LoopbackServer.header(exchange, "Lambda-Extension-Name").orElse("");
    Set<String> kinds;
    try {
      kinds =
          Set.copyOf(
              JsonObject.parse(exchange.getRequestBody().readAllBytes(), "The request")
                  .texts("events"));
    } catch (LambdaImageException e) {
      kinds = Set.of("?");
    }
    if (name.isEmpty() || !Set.of(INVOKE, SHUTDOWN).containsAll(kinds)) {
      LoopbackServer.refuse(
          exchange, 400, "Extension.InvalidRequestFormat", "A name and known events are needed");
      return;
    }
    String id = UUID.randomUUID().toString();
    synchronized (this) {
      registered.put(id, new Extension(name, kinds));
    }
    exchange.getResponseHeaders().set(ID, id);
    LoopbackServer.respond(exchange, 200, Payload.of(expected.function().bytes()));
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Extension extension;
    synchronized (this) {
      extension = registered.get(id(exchange));
      if (extension != null) {
        if (!extension.ready) {
          extension.ready = true;
          platform.extensionReady(extension.name, extension.kinds);
        }
        extension.asks = true;
        passIfAllAsk();
      }
    }
    if (extension == null) {
      refuseUnknown(exchange);
      return;
    }
    JsonObject event = extension.events.take();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Extension-Event-Identifier", UUID.randomUUID().toString());
    LoopbackServer.respond(exchange, 200, Payload.of(event.bytes()));
  }

  private void subscribe(HttpExchange exchange, TelemetryApi api) throws IOException {
    Extension extension;
    synchronized (this) {
      extension = registered.get(id(exchange));
    }
    if (extension == null) {
      refuseUnknown(exchange);
    } else if (!telemetry.isOpen()) {
      LoopbackServer.refuse(
          exchange, 403, api.closed(), "The start is over, and with it the time to subscribe");
    } else {
      try {
        TelemetryRequest request =
            TelemetryRequest.parse(api, exchange.getRequestBody().readAllBytes());
        telemetry.subscribe(id(exchange), request);
        platform.subscribed(extension.name, request);
        LoopbackServer.respond(exchange, 200, Payload.of("\"OK\""));
      } catch (LambdaImageException e) {
        LoopbackServer.refuse(exchange, 400, api.invalid(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static String id(HttpExchange exchange) {
    return LoopbackServer.header(exchange, ID).orElse("");
  }

  private static void refuseUnknown(HttpExchange exchange) throws IOException {
    LoopbackServer.refuse(
        exchange, 403, "Extension.InvalidExtensionIdentifier", "No extension has this identifier");
  }

  private void passIfAllAsk() {
    Set<String> missing = new HashSet<>(expected.names());
    for (Extension extension : registered.values()) {
      if (!extension.asks) {
        return;
      }
      missing.remove(extension.name);
    }
    if (missing.isEmpty()) {
      Runnable waiting = runtime;
      runtime = () -> {};
      waiting.run();
    }
  }
}
