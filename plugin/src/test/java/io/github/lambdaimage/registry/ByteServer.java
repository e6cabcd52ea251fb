package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers byte by byte as it is told, which no HTTP server does; one request a connection. */
final class ByteServer implements AutoCloseable {

  /** Writes an answer, head and all; the connection is closed after it. */
  @FunctionalInterface
  interface Answer {
    void write(String request, OutputStream out) throws IOException;
  }

  final List<String> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  ByteServer(Answer answer) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var unused =
        threads.submit(
            () -> {
              while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket, answer));
              }
            });
  }

  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void serve(Socket socket, Answer answer) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String request = String.valueOf(in.readLine()).replace(" HTTP/1.1", "");
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {}
      requests.add(request);
      answer.write(request, socket.getOutputStream());
    } catch (IOException e) {
      // Whoever has had enough of an answer hangs up.
    }
  }

  /** Writes text as it is. */
  static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  /** Writes the same again and again, until nobody takes it any more. */
  static void endless(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    while (true) {
      out.write(bytes);
    }
  }

  /** Writes it letter by letter, again and again, each a little before patience ends. */
  static void trickle(OutputStream out, String text, long pauseMillis) throws IOException {
    for (int i = 0; true; i++) {
      out.write(text.charAt(i % text.length()));
      out.flush();
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
