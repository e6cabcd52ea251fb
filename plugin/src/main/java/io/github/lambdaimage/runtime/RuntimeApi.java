package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.runtime.RuntimeEvent.Kind;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API for one runtime process: hands out invocations and passes on their results,
 * once for each, as Lambda does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

  private static final String API = "/2018-06-01/runtime/";
  private static final Pattern RESULT =
      Pattern.compile(API + "invocation/([^/]+)/(response|error)");

  private final BlockingQueue<Handed> handed = new LinkedBlockingQueue<>();
  private final HandedInvocations current;
  private final String functionArn;
  private final Consumer<RuntimeEvent> events;
  private final CountDownLatch restored = new CountDownLatch(1);
  private final Telemetry telemetry = new Telemetry();
  private final PlatformEvents platform;
  private final ExtensionsApi extensions;
  private final LoopbackServer server;

  private record Handed(Invocation invocation, long deadline) {}

  private RuntimeApi(
      FunctionIdentity identity,
      Extensions extensions,
      OnlyFromHere guard,
      Consumer<RuntimeEvent> events)
      throws IOException {
    this.functionArn = identity.arn();
    this.current = new HandedInvocations(identity.maxConcurrency());
    this.events = events;
    this.platform = new PlatformEvents(telemetry, identity);
    this.extensions = new ExtensionsApi(extensions, platform, telemetry);
    this.server = LoopbackServer.start(guard, this::answer);
  }

  /**
   * Starts to listen on a free port.
   *
   * @param identity of the function
   * @param extensions that start beside the runtime
   * @param hostNames with which the runtime may send requests, in addition to those of the loopback
   * @param events receives what the runtime says, before the runtime gets its answer
   */
  static RuntimeApi start(
      FunctionIdentity identity,
      Extensions extensions,
      Set<String> hostNames,
      Consumer<RuntimeEvent> events)
      throws IOException {
    return new RuntimeApi(identity, extensions, new OnlyFromHere(hostNames), events);
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  String authority() {
    return server.authority();
  }

  /** Receives what is printed. */
  Telemetry telemetry() {
    return telemetry;
  }

  /** Receives what the runtime does not report itself. */
  PlatformEvents platform() {
    return platform;
  }

  /**
   * Hands an invocation to the runtime as soon as it asks.
   *
   * @param deadline in milliseconds since the epoch
   */
  void hand(Invocation invocation, long deadline) {
    platform.started(invocation);
    extensions.invoke(invocation, deadline, functionArn);
    handed.add(new Handed(invocation, deadline));
  }

  /** Lets a runtime continue that has asked to be restored from its snapshot. */
  void restore() {
    restored.countDown();
  }

  /**
   * Tells extensions of the shutdown.
   *
   * @param deadline in milliseconds since the epoch
   * @return whether any are registered for it
   */
  boolean shutDown(long deadline, ShutdownReason reason) {
    return extensions.shutDown(deadline, reason);
  }

  @Override
  public void close() {
    telemetry.close();
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    Matcher result = RESULT.matcher(path);
    if (path.equals(API + "invocation/next") && method.equals("GET")) {
      platform.runtimeAsks();
      extensions.whenAllAsk(() -> events.accept(RuntimeEvent.of(Kind.NEXT)));
      next(exchange, handed.take());
    } else if (path.equals(API + "init/error") && method.equals("POST")) {
      if (current.isAnyHandedOut()) {
        LoopbackServer.refuse(
            exchange, 403, "InvalidStateTransition", "The runtime has started already");
      } else {
        take(exchange, Kind.INIT_ERROR, "");
      }
    } else if (path.equals(API + "restore/next") && method.equals("GET")) {
      platform.runtimeAsks();
      events.accept(RuntimeEvent.of(Kind.SNAPSHOT));
      restored.await();
      LoopbackServer.respond(exchange, 200, Payload.EMPTY);
    } else if (path.equals(API + "restore/error") && method.equals("POST")) {
      take(exchange, Kind.INIT_ERROR, "");
    } else if (result.matches() && method.equals("POST")) {
      result(exchange, result.group(1), result.group(2).equals("response"));
    } else if (!extensions.answer(exchange)) {
      LoopbackServer.refuse(exchange, 404, "InvalidRequest", "Invalid request");
    }
  }

  private void result(HttpExchange exchange, String requestId, boolean response)
      throws IOException {
    if (!current.has(requestId)) {
      LoopbackServer.refuse(exchange, 400, "InvalidRequestID", "Invalid request ID");
    } else if (!current.answer(requestId)) {
      LoopbackServer.refuse(
          exchange, 403, "InvalidStateTransition", "The invocation has its answer already");
    } else {
      take(exchange, response ? Kind.RESPONSE : Kind.ERROR, requestId);
    }
  }

  /** Reads a response; one byte more than allowed shows that it is too large. */
  private void take(HttpExchange exchange, Kind kind, String requestId) throws IOException {
    Payload body = Payload.of(exchange.getRequestBody().readNBytes(Payload.RESPONSE_LIMIT + 1));
    platform.answered(requestId, body.size());
    if (body.size() <= Payload.RESPONSE_LIMIT) {
      events.accept(new RuntimeEvent(kind, requestId, body));
      LoopbackServer.respond(exchange, 202, Payload.TAKEN);
      return;
    }
    events.accept(new RuntimeEvent(Kind.ERROR, requestId, Failure.responseTooLarge()));
    LoopbackServer.refuse(
        exchange,
        413,
        "RequestEntityTooLarge",
        "Exceeded maximum allowed payload size (%s bytes).".formatted(Payload.RESPONSE_LIMIT));
  }

  private void next(HttpExchange exchange, Handed next) throws IOException {
    Invocation invocation = next.invocation();
    current.handOut(invocation.requestId());
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(next.deadline()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    invocation.traceId().ifPresent(id -> headers.set("Lambda-Runtime-Trace-Id", id));
    invocation.tenantId().ifPresent(id -> headers.set("Lambda-Runtime-Aws-Tenant-Id", id));
    invocation
        .clientContext()
        .ifPresent(it -> headers.set("Lambda-Runtime-Client-Context", inHeader(it)));
    invocation
        .cognitoIdentity()
        .ifPresent(it -> headers.set("Lambda-Runtime-Cognito-Identity", inHeader(it)));
    // The native part of AWS's client crashes without the content type that this sets.
    LoopbackServer.respond(exchange, 200, invocation.event());
  }

  /**
   * JSON as the value of a header: the bytes of UTF-8, one in each character. Characters that would
   * end the header, or a C string, are white space between tokens in JSON, and replaced.
   */
  private static String inHeader(String json) {
    StringBuilder value = new StringBuilder(new String(json.getBytes(UTF_8), ISO_8859_1));
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ') {
        value.setCharAt(i, ' ');
      }
    }
    return value.toString();
  }
}
