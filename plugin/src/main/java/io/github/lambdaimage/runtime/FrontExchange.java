package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.front.MalformedResponseException;
import io.github.lambdaimage.front.WebRequest;
import io.github.lambdaimage.front.WebResponse;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Web requests to the endpoint, passed to the function through a front. */
final class FrontExchange {

  /** Invokes the function, when it is this invocation's turn. */
  @FunctionalInterface
  interface Invoker {
    Answer invoke(Invocation invocation) throws LambdaImageException, InterruptedException;
  }

  private final Front front;
  private final Consumer<String> log;

  /**
   * For all requests.
   *
   * @param log receives why a client got an error
   */
  FrontExchange(Front front, Consumer<String> log) {
    this.front = front;
    this.log = log;
  }

  void answer(HttpExchange exchange, Invoker function) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readNBytes(Payload.REQUEST_LIMIT + 1);
    String query = exchange.getRequestURI().getRawQuery();
    WebRequest request =
        WebRequest.of(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            query == null ? "" : query,
            exchange.getRequestHeaders(),
            body,
            exchange.getRemoteAddress().getAddress().getHostAddress(),
            exchange.getLocalAddress().getPort(),
            UUID.randomUUID().toString(),
            Instant.now());
    Payload event = Payload.of(front.event(request));
    WebResponse response =
        front.isTooLarge(body.length) || event.size() > Payload.REQUEST_LIMIT
            ? front.tooLarge()
            : invoked(event, LoopbackServer.header(exchange, "X-Amzn-Trace-Id"), function);
    send(exchange, response);
  }

  private WebResponse invoked(Payload event, Optional<String> traceId, Invoker function)
      throws InterruptedException {
    try {
      Answer answer =
          function.invoke(
              new Invocation(
                  Invocation.newRequestId(),
                  event,
                  Optional.empty(),
                  Optional.empty(),
                  traceId,
                  Optional.empty(),
                  false));
      front.impatience(answer.duration()).ifPresent(log);
      return switch (answer.kind()) {
        case RESPONSE -> front.response(answer.body().bytes());
        case TIMEOUT -> front.timeout();
        case FUNCTION_ERROR, INIT_ERROR, EXIT -> front.error();
      };
    } catch (MalformedResponseException e) {
      log.accept(
          "The client gets an error, since '%s' can make no HTTP of the function's response: %s."
              .formatted(front, e.getMessage()));
      return front.error();
    } catch (LambdaImageException e) {
      log.accept(e.getMessage());
      return front.error();
    }
  }

  private static void send(HttpExchange exchange, WebResponse response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response.headers().forEach(header -> headers.add(header.name(), bytes(header.value())));
    exchange.sendResponseHeaders(response.status(), -1);
    exchange.getResponseBody().write(response.body().bytes());
  }

  /** The bytes of UTF-8, one in each character. */
  private static String bytes(String value) {
    return new String(value.getBytes(UTF_8), ISO_8859_1);
  }
}
