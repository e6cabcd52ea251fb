package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lambdaimage.async.Daemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that nobody but this machine reaches. */
final class LoopbackServer implements AutoCloseable {

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param port or 0 for any that is free
   * @param handler called on a thread of its own for each request, interrupted by {@link #close}
   */
  static LoopbackServer start(int port, Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    ExecutorService threads = Executors.newCachedThreadPool(Daemon.threads("lambda-image-http"));
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(handler, exchange));
    server.start();
    return new LoopbackServer(server, threads);
  }

  /** Host and port, as in {@code 127.0.0.1:9000}. */
  String authority() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }

  /** A request's header, if it is there and not empty. */
  static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
        .filter(value -> !value.isEmpty());
  }

  /** Sends an answer with a JSON document. */
  static void respond(HttpExchange exchange, int status, Payload body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    // The JDK's server sends the body after the headers, and Linux holds it back for 40 ms to see
    // whether there is more, unless the connection ends.
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
    exchange.getResponseBody().write(body.bytes());
  }

  private static void answer(Handler handler, HttpExchange exchange) throws IOException {
    try (exchange) {
      handler.answer(exchange);
    } catch (InterruptedException e) {
      // The server was closed: whoever asked finds the connection broken.
      Thread.currentThread().interrupt();
    }
  }
}
