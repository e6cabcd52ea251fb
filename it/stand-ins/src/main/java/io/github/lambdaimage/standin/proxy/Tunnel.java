package io.github.lambdaimage.standin.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.lambdaimage.standin.registry.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection of a client: its CONNECT request, and from then on bytes in both directions. */
final class Tunnel implements Runnable {

  /** Finds the address to connect to. */
  @FunctionalInterface
  interface Targets {
    Optional<InetSocketAddress> find(String host, int port);
  }

  private static final Pattern CONNECT =
      Pattern.compile("CONNECT ([^ :]+):(\\d{1,5}) HTTP/1\\.[01]\r\n.*", Pattern.DOTALL);

  private final Socket client;
  private final Targets targets;
  private final @Nullable Credentials credentials;
  private final Runnable refused;
  private final Executor threads;

  Tunnel(
      Socket client,
      Targets targets,
      @Nullable Credentials credentials,
      Runnable refused,
      Executor threads) {
    this.client = client;
    this.targets = targets;
    this.credentials = credentials;
    this.refused = refused;
    this.threads = threads;
  }

  @Override
  public void run() {
    try (client) {
      String head = head(client.getInputStream());
      if (credentials != null && !isFrom(credentials, head)) {
        refused.run();
        answer(
            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close");
        return;
      }
      Matcher request = CONNECT.matcher(head);
      Optional<InetSocketAddress> target =
          request.matches()
              ? targets.find(request.group(1), Integer.parseInt(request.group(2)))
              : Optional.empty();
      if (target.isEmpty()) {
        answer("502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close");
        return;
      }
      try (Socket server = new Socket(target.get().getAddress(), target.get().getPort())) {
        answer("200 Connection established");
        CompletableFuture<Void> forth =
            CompletableFuture.runAsync(() -> send(client, server), threads);
        copy(server, client);
        forth.join();
      }
    } catch (IOException e) {
      // One of the two has hung up: so does the other, by try-with-resources.
    }
  }

  /** What comes before the empty line, read byte by byte: what follows is not for the proxy. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next; head.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0; ) {
      head.append((char) next);
    }
    return head.toString();
  }

  /** The names of headers may be written in any case. */
  private static boolean isFrom(Credentials credentials, String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:"))
        .anyMatch(line -> line.endsWith(credentials.basic()));
  }

  private void answer(String statusAndHeaders) throws IOException {
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + statusAndHeaders + "\r\n\r\n").getBytes(US_ASCII));
  }

  private static void send(Socket client, Socket server) {
    try {
      copy(client, server);
    } catch (IOException e) {
      // One of the two has hung up, which ends the other direction as well.
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      to.shutdownOutput();
    }
  }
}
