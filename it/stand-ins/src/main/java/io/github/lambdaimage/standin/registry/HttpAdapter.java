package io.github.lambdaimage.standin.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Consumer;

/** Translates between the JDK's HTTP server and an {@link Endpoint}, and reports every request. */
final class HttpAdapter implements HttpHandler {

  private final String scheme;
  private final Endpoint endpoint;
  private final Consumer<RecordedRequest> log;

  HttpAdapter(String scheme, Endpoint endpoint, Consumer<RecordedRequest> log) {
    this.scheme = scheme;
    this.endpoint = endpoint;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      CountingInputStream body = new CountingInputStream(exchange.getRequestBody());
      int status = 0;
      Response response;
      try {
        response = endpoint.answer(request(exchange, body));
        // An answer to a body that was not read closes the connection; real registries read it, but
        // for those that say that they close it.
        if (!"close".equals(response.headers().getFirst("Connection"))) {
          body.transferTo(CountingInputStream.NOWHERE);
        }
        status = response.status();
      } finally {
        // Before the answer is sent: whoever has the answer finds the request recorded.
        log.accept(
            new RecordedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                body.count(),
                status));
      }
      send(exchange, response);
    }
  }

  private Request request(HttpExchange exchange, CountingInputStream body) {
    return new Request(
        scheme + "://" + exchange.getRequestHeaders().getFirst("Host"),
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        exchange.getRequestHeaders(),
        body);
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::put);
    Response.Body body = response.body();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(body.length()));
      exchange.sendResponseHeaders(response.status(), -1);
    } else if (body.length() == 0) {
      exchange.sendResponseHeaders(response.status(), -1);
    } else {
      exchange.sendResponseHeaders(response.status(), body.length());
      body.writer().writeTo(exchange.getResponseBody());
    }
  }
}
