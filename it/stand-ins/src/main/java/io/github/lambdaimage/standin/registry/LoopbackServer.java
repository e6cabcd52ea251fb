package io.github.lambdaimage.standin.registry;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves an endpoint on a free port of the loopback interface; HTTPS if it has a certificate. */
public final class LoopbackServer implements AutoCloseable {

  private static final int BACKLOG = 128;

  static {
    // Without it every answer with a body waits 40 ms on Linux: Nagle's algorithm holds the body
    // back until the client acknowledges the headers.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
  private final String scheme;
  private final HttpServer http;

  private LoopbackServer(
      @Nullable SelfSignedCertificate certificate,
      Endpoint endpoint,
      Consumer<RecordedRequest> log) {
    scheme = certificate == null ? "http" : "https";
    try {
      http = listen(certificate);
      http.setExecutor(threads);
      http.createContext("/", new HttpAdapter(scheme, endpoint, log));
      // The server's own thread inherits being a daemon from the thread that starts it.
      threads.submit(http::start).get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a server that reports every request before it sends the answer. */
  public static LoopbackServer start(
      @Nullable SelfSignedCertificate certificate,
      Endpoint endpoint,
      Consumer<RecordedRequest> log) {
    return new LoopbackServer(certificate, endpoint, log);
  }

  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + address().getPort();
  }

  public URI uri() {
    return URI.create(scheme + "://" + authority());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer listen(@Nullable SelfSignedCertificate certificate) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (certificate == null) {
      return HttpServer.create(anyPort, BACKLOG);
    }
    HttpsServer https = HttpsServer.create(anyPort, BACKLOG);
    https.setHttpsConfigurator(new HttpsConfigurator(certificate.sslContext()));
    return https;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "loopback-server");
    thread.setDaemon(true);
    return thread;
  }
}
