package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.runtime.RuntimeEvent.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API for one runtime process: hands out invocations and passes on what is said of
 * them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

  private static final String API = "/2018-06-01/runtime/";
  private static final Pattern RESULT =
      Pattern.compile(API + "invocation/([^/]+)/(response|error)");
  private static final String FUNCTION_ARN =
      "arn:aws:lambda:us-east-1:012345678912:function:" + LambdaVariables.FUNCTION_NAME;
  private static final Payload TAKEN = Payload.of("{\"status\":\"OK\"}");
  private static final Payload UNKNOWN =
      Payload.of("{\"errorMessage\":\"Invalid request\",\"errorType\":\"InvalidRequest\"}");

  private final BlockingQueue<Handed> handed = new LinkedBlockingQueue<>();
  private final Consumer<RuntimeEvent> events;
  private final LoopbackServer server;

  private record Handed(Invocation invocation, long deadline) {}

  private RuntimeApi(Consumer<RuntimeEvent> events) throws IOException {
    this.events = events;
    this.server = LoopbackServer.start(0, this::answer);
  }

  /**
   * Starts to listen on a free port.
   *
   * @param events takes what the runtime says, before the runtime gets its answer
   */
  static RuntimeApi start(Consumer<RuntimeEvent> events) throws IOException {
    return new RuntimeApi(events);
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  String authority() {
    return server.authority();
  }

  /**
   * Hands an invocation to the runtime as soon as it asks.
   *
   * @param deadline in milliseconds since the epoch
   */
  void hand(Invocation invocation, long deadline) {
    handed.add(new Handed(invocation, deadline));
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    Matcher result = RESULT.matcher(path);
    if (path.equals(API + "invocation/next")) {
      events.accept(RuntimeEvent.of(Kind.NEXT));
      next(exchange, handed.take());
    } else if (path.equals(API + "init/error")) {
      take(exchange, Kind.INIT_ERROR, "");
    } else if (result.matches()) {
      boolean response = result.group(2).equals("response");
      take(exchange, response ? Kind.RESPONSE : Kind.ERROR, result.group(1));
    } else {
      LoopbackServer.respond(exchange, 404, UNKNOWN);
    }
  }

  /** One byte more than allowed tells that a response is too large. */
  private void take(HttpExchange exchange, Kind kind, String requestId) throws IOException {
    Payload body = Payload.of(exchange.getRequestBody().readNBytes(Payload.LIMIT + 1));
    if (!body.isTooLarge()) {
      events.accept(new RuntimeEvent(kind, requestId, body));
      LoopbackServer.respond(exchange, 202, TAKEN);
      return;
    }
    Payload refusal = Failure.responseTooLarge();
    events.accept(new RuntimeEvent(Kind.ERROR, requestId, refusal));
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    LoopbackServer.respond(exchange, 413, refusal);
  }

  private static void next(HttpExchange exchange, Handed handed) throws IOException {
    Invocation invocation = handed.invocation();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(handed.deadline()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN);
    invocation.traceId().ifPresent(id -> headers.set("Lambda-Runtime-Trace-Id", id));
    invocation.tenantId().ifPresent(id -> headers.set("Lambda-Runtime-Aws-Tenant-Id", id));
    invocation
        .clientContext()
        .ifPresent(context -> headers.set("Lambda-Runtime-Client-Context", context));
    // The native part of AWS's client crashes without the content type that this sets.
    LoopbackServer.respond(exchange, 200, invocation.event());
  }
}
