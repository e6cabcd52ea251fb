package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that may answer whenever it likes, and end connections as it likes. */
final class RawServer implements AutoCloseable {

  /** What happens on one connection, which is closed afterwards. */
  @FunctionalInterface
  interface Talk {
    void on(Connection connection) throws IOException;
  }

  /** The heads of all requests, as they were read. */
  final List<String> heads = new CopyOnWriteArrayList<>();

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server;

  /**
   * A server.
   *
   * @param talks of the first connection, the second and so on; the last one repeats
   */
  RawServer(Talk... talks) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(talks));
  }

  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  int port() {
    return server.getLocalPort();
  }

  URI uri(String path) {
    return URI.create("http://" + host() + path);
  }

  int connections() {
    return sockets.size();
  }

  /** Waits until so many are accepted: a client is connected before that. */
  void awaitConnections(int count) throws InterruptedException {
    while (connections() < count) {
      Thread.sleep(5);
    }
  }

  private void accept(Talk... talks) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Talk talk = talks[Math.min(sockets.size(), talks.length) - 1];
        threads.execute(() -> talk(talk, socket));
      } catch (IOException e) {
        // It is closed.
      }
    }
  }

  private void talk(Talk talk, Socket socket) {
    try (socket) {
      talk.on(new Connection(socket));
    } catch (IOException e) {
      // The other side has hung up.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** One side of a connection. */
  final class Connection {

    final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The same over another socket. */
    Connection over(Socket other) throws IOException {
      return new Connection(other);
    }

    /** Reads the head of a request. */
    String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.write(next);
      }
      String text = head.toString(ISO_8859_1);
      heads.add(text);
      return text;
    }

    byte[] body(int length) throws IOException {
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
      return body;
    }

    void says(String text) throws IOException {
      socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Ends the connection without what TCP does in good order. */
    void resets() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Stays there, and reads nothing. */
    void idles() throws IOException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
