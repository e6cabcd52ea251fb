package io.github.lambdaimage.standin.proxy;

import io.github.lambdaimage.standin.registry.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A running proxy on loopback, for {@code HTTPS_PROXY}: leads names to where the test wants. */
public final class ConnectProxy implements AutoCloseable {

  private final Map<String, InetSocketAddress> targets;
  private final @Nullable Credentials credentials;
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(ConnectProxy::daemon);
  private final ServerSocket server;

  private ConnectProxy(Map<String, InetSocketAddress> targets, @Nullable Credentials credentials) {
    this.targets = Map.copyOf(targets);
    this.credentials = credentials;
    try {
      server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a proxy that refuses with 502 whatever is not here.
   *
   * @param targets regular expressions for hosts, and the address to connect to for port 443
   */
  public static ConnectProxy start(Map<String, InetSocketAddress> targets) {
    return start(new ConnectProxy(targets, null));
  }

  /** The same; whoever lacks the password gets 407. */
  public static ConnectProxy start(
      Map<String, InetSocketAddress> targets, Credentials credentials) {
    return start(new ConnectProxy(targets, credentials));
  }

  private static ConnectProxy start(ConnectProxy proxy) {
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** The hosts that were asked for, refused ones too, in their order. */
  public List<String> hosts() {
    return List.copyOf(hosts);
  }

  /** How often somebody came without the password. */
  public int refusals() {
    return refusals.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connections.add(client);
        threads.execute(
            new Tunnel(client, this::target, credentials, refusals::incrementAndGet, threads));
      } catch (IOException e) {
        // The proxy was closed, or the client has gone already.
      }
    }
  }

  private Optional<InetSocketAddress> target(String host, int port) {
    hosts.add(host);
    return targets.keySet().stream()
        .filter(pattern -> port == 443 && host.matches(pattern))
        .findFirst()
        .map(targets::get);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    return thread;
  }
}
