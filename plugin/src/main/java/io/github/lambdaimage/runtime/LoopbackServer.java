package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.async.Daemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that only this machine can reach. The JDK's own server sends headers and body
 * separately, which costs 40 ms for each response on a persistent connection, and only a property
 * of the whole JVM could change that.
 */
final class LoopbackServer implements AutoCloseable {

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final int BACKLOG = 50;
  private static final int TRIES = 10;

  private final List<ServerSocket> sockets;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final OnlyFromHere guard;
  private final Handler handler;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Daemon.threads("lambda-image-http"));
  private volatile boolean closed;

  private LoopbackServer(List<ServerSocket> sockets, OnlyFromHere guard, Handler handler) {
    this.sockets = sockets;
    this.guard = guard;
    this.handler = handler;
  }

  /**
   * Starts to listen on a free port of 127.0.0.1, for programs.
   *
   * @param guard refuses requests from elsewhere
   * @param handler called on a thread of its own for each connection, interrupted by {@link #close}
   */
  static LoopbackServer start(OnlyFromHere guard, Handler handler) throws IOException {
    return listening(List.of(listen(LOOPBACK, 0)), guard, handler);
  }

  /**
   * Starts to listen on all addresses of {@code localhost}, including ::1 if it exists.
   *
   * @param port or 0 for any free port
   * @param handler as for {@link #start}
   */
  static LoopbackServer startOnLocalhost(int port, Handler handler) throws IOException {
    return listening(listenOnBoth(port), new OnlyFromHere(Set.of()), handler);
  }

  /** Host and port, as in {@code 127.0.0.1:9000}. */
  String authority() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return sockets.get(0).getLocalPort();
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    sockets.forEach(LoopbackServer::close);
    connections.forEach(LoopbackServer::close);
  }

  /** A request's header, if it exists and is not empty. */
  static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
        .filter(value -> !value.isEmpty());
  }

  /** Sends a response without a document. */
  static void respond(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /** Sends a response with a JSON document, which may be empty. */
  static void respond(HttpExchange exchange, int status, Payload body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
    exchange.getResponseBody().write(body.bytes());
  }

  /** Sends an error document in Lambda's form. */
  static void refuse(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    respond(exchange, status, Failure.error(type, message));
  }

  private static LoopbackServer listening(
      List<ServerSocket> sockets, OnlyFromHere guard, Handler handler) {
    LoopbackServer server = new LoopbackServer(sockets, guard, handler);
    sockets.forEach(socket -> server.threads.execute(() -> server.accept(socket)));
    return server;
  }

  /**
   * Listens on both addresses: another program on the port of ::1 would get requests for this one.
   */
  private static List<ServerSocket> listenOnBoth(int port) throws IOException {
    boolean six = hasLoopback6();
    for (int tries = 1; ; tries++) {
      ServerSocket four = listen(LOOPBACK, port);
      try {
        return six ? List.of(four, listen(LOOPBACK_6, four.getLocalPort())) : List.of(four);
      } catch (IOException e) {
        four.close();
        if (port != 0 || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static boolean hasLoopback6() {
    try (ServerSocket socket = listen(LOOPBACK_6, 0)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(byte[] address, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // An earlier run's connections in TIME_WAIT do not block the port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void accept(ServerSocket socket) {
    while (true) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        if (closed) {
          close(connection);
        } else {
          threads.execute(() -> serve(connection));
        }
      } catch (IOException e) {
        // Otherwise the client has closed the connection.
        if (closed) {
          return;
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new LoopbackConnection(socket, guard, handler).serve();
    } catch (IOException | UncheckedIOException e) {
      // The client has closed the connection, or the server was closed.
      return;
    } catch (InterruptedException e) {
      // The server was closed: the client finds the connection broken.
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("A socket can always be closed", e);
    }
  }
}
