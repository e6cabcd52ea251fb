package io.github.lambdaimage.standin.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.lambdaimage.standin.registry.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry on loopback that has bases to read and nothing to write to; each in a repository of
 * its own, with rules of its own. An HTTP server would not send what it has to send.
 */
public final class HostileRegistry implements AutoCloseable {

  private static final int BACKLOG = 128;

  private static final HostileAnswer GOOD =
      (out, good) -> {
        HostileAnswer.head().write(out, good);
        out.write(good);
      };

  private static final HostileAnswer TAG =
      (out, good) ->
          HostileAnswer.head("Docker-Content-Digest: " + Sha256.of(good)).write(out, good);

  private final Map<String, HostileBase> bases = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(HostileRegistry::daemon);
  private final ServerSocket server;

  private HostileRegistry() {
    try {
      server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static HostileRegistry start() {
    HostileRegistry registry = new HostileRegistry();
    registry.threads.execute(registry::accept);
    return registry;
  }

  /** Host and port, the first part of an image's name. */
  public String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The base in a repository, with any tag. */
  public HostileBase base(String repository) {
    return bases.computeIfAbsent(repository, HostileBase::new);
  }

  /** Where a challenge in a repository's answer sends for tokens. */
  public String realm(String repository) {
    return "http://" + authority() + "/token/" + repository;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        // It is closed, and that is the end.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String request = in.readLine();
      String header = request;
      while (header != null && !header.isEmpty()) {
        header = in.readLine();
      }
      if (header != null) {
        String[] words = request.split(" ", 3);
        answer(words[0], words[1].replaceFirst("\\?.*", ""), socket.getOutputStream());
      }
    } catch (IOException e) {
      // Whoever has had enough of an answer hangs up.
    }
  }

  private void answer(String method, String path, OutputStream out) throws IOException {
    if (path.equals("/v2/")) {
      HostileAnswer.status(200).write(out, new byte[0]);
      return;
    }
    for (Map.Entry<String, HostileBase> each : bases.entrySet()) {
      HostileBase base = each.getValue();
      Optional<Part> part = part(each.getKey(), base, method, path);
      if (part.isPresent()) {
        byte[] good = base.content(part.get());
        base.answer(part.get()).orElse(part.get() == Part.TAG ? TAG : GOOD).write(out, good);
        return;
      }
    }
    HostileAnswer.status(404).write(out, new byte[0]);
  }

  private static Optional<Part> part(
      String repository, HostileBase base, String method, String path) {
    String place = "/v2/" + repository + "/";
    if (path.equals("/token/" + repository)) {
      return Optional.of(Part.TOKEN);
    }
    return path.startsWith(place)
        ? base.part(method, path.substring(place.length()))
        : Optional.empty();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "hostile-registry");
    thread.setDaemon(true);
    return thread;
  }
}
