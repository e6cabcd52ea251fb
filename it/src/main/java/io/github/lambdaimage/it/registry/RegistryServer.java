package io.github.lambdaimage.it.registry;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A running registry on a free port of the loopback interface. */
public final class RegistryServer implements AutoCloseable {

  private static final int BACKLOG = 128;

  static {
    // Without it every answer with a body waits 40 ms on Linux: Nagle's algorithm holds the body
    // back until the client acknowledges the headers.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final BlobStore store = BlobStore.create();
  private final Repositories repositories = new Repositories(store);
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(RegistryServer::daemon);
  private final @Nullable SelfSignedCertificate certificate;
  private final @Nullable TokenIssuer tokens;
  private final HttpServer http;

  RegistryServer(RegistryServerBuilder options) {
    certificate = options.certificate;
    tokens = options.tokens;
    Endpoint api = new RegistryApi(repositories, store, options.mounting, options.immutableTags);
    try {
      http = listen(certificate);
      http.setExecutor(threads);
      http.createContext("/", new HttpAdapter(scheme(), options.protect(api), requests::add));
      // The server's own thread inherits being a daemon from the thread that starts it.
      threads.submit(http::start).get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A registry without a password, over plain HTTP. */
  public static RegistryServer start() {
    return builder().start();
  }

  public static RegistryServerBuilder builder() {
    return new RegistryServerBuilder();
  }

  /** Host and port, the first part of an image's name. */
  public String authority() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  public URI uri() {
    return URI.create(scheme() + "://" + authority());
  }

  /** The repository of this name, which need not have been used yet. */
  public Repository repository(String name) {
    return repositories.get(name);
  }

  /** All requests since the start or the last {@link #forgetRequests}, in the order of answers. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests with this method whose path matches the whole regular expression. */
  public List<RecordedRequest> requests(String method, String pathPattern) {
    return requests.stream().filter(request -> request.is(method, pathPattern)).toList();
  }

  /** The bytes of all requests' bodies. */
  public long bytesReceived() {
    return requests.stream().mapToLong(RecordedRequest::bytesReceived).sum();
  }

  public void forgetRequests() {
    requests.clear();
  }

  /** Makes every token invalid that was issued so far. */
  public void expireTokens() {
    if (tokens == null) {
      throw new IllegalStateException("This registry issues no tokens");
    }
    tokens.expireAll();
  }

  /** The certificate in PEM form, for clients that shall trust it. */
  public String certificatePem() {
    if (certificate == null) {
      throw new IllegalStateException("This registry has no certificate");
    }
    return certificate.pem();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    store.close();
  }

  private String scheme() {
    return certificate == null ? "http" : "https";
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
    Thread thread = new Thread(task, "registry");
    thread.setDaemon(true);
    return thread;
  }
}
