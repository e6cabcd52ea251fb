package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request over the JDK's {@link HttpURLConnection}, which keeps connections open between
 * requests and starts seven times faster than {@code java.net.http.HttpClient}.
 */
public final class Transport implements Exchange {

  /** This much fits into the buffers of any connection. */
  private static final int SMALL_BODY = 32 * 1024;

  private static final int BUFFER = 128 * 1024;
  static final String USER_AGENT = "lambda-image-maven-plugin";

  private final Proxies proxies;
  private final Set<RegistryHost> insecureRegistries;
  private final Progress progress;
  private final Timeouts timeouts;

  private final HangUps hangUps = new HangUps();

  private final Executor threads = Daemon.reused("lambda-image-request");

  /**
   * A way to registries.
   *
   * @param proxies for the URLs
   * @param insecureRegistries that may use unverified certificates and plain HTTP
   */
  public Transport(Proxies proxies, Set<RegistryHost> insecureRegistries, Progress progress) {
    this(proxies, insecureRegistries, progress, Timeouts.STANDARD);
  }

  Transport(
      Proxies proxies, Set<RegistryHost> insecureRegistries, Progress progress, Timeouts timeouts) {
    this.proxies = proxies;
    this.insecureRegistries = Set.copyOf(insecureRegistries);
    this.progress = progress;
    this.timeouts = timeouts;
  }

  boolean isInsecure(RegistryHost registry) {
    return insecureRegistries.contains(registry);
  }

  private boolean isInsecure(URI uri) {
    for (RegistryHost insecure : insecureRegistries) {
      if (insecure.isAt(uri)) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It does not follow redirects. After a connection broke during a large body, the next one is
   * watched for an answer before the body's end, which {@code HttpURLConnection} would not read.
   */
  @Override
  public Response send(Request request) throws IOException, LambdaImageException {
    refusePlainHttp(request.uri());
    Request.Body body = request.body();
    try {
      return body == null || body.length() <= SMALL_BODY
          ? sendOnce(request)
          : sendLarge(request, body);
    } catch (DamagedBlobException e) {
      throw new DamagedImageException(e);
    } catch (BrokenSource e) {
      throw e.failure();
    }
  }

  private Response sendLarge(Request request, Request.Body body)
      throws IOException, LambdaImageException {
    RegistryHost host = RegistryHost.of(request.uri());
    if (hangUps.include(host)) {
      Response answer = sendWatched(request, body);
      if (answer != null) {
        return answer;
      }
    }
    try {
      return sendOnce(request);
    } catch (IOException e) {
      hangUps.note(host, e);
      throw e;
    }
  }

  private Response sendOnce(Request request) throws IOException, LambdaImageException {
    HttpURLConnection connection = open(request.uri());
    connection.setRequestMethod(request.method());
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(Math.toIntExact(timeouts.connect().toMillis()));
    Duration answer = request.method().equals("PUT") ? timeouts.commit() : timeouts.answer();
    connection.setReadTimeout(Math.toIntExact(answer.toMillis()));
    connection.setUseCaches(false);
    connection.setRequestProperty("User-Agent", USER_AGENT);
    request.headers().forEach(connection::setRequestProperty);
    Request.Body body = request.body();
    if (body != null) {
      connection.setDoOutput(true);
      // The length is known, so nothing is buffered, and registries need not support "chunked".
      connection.setFixedLengthStreamingMode(body.length());
      send(body, connection);
    }
    return answer(request, connection, answer);
  }

  /** Sends a watched request; nothing if the JDK would use a way that is not supported here. */
  private @Nullable Response sendWatched(Request request, Request.Body body)
      throws IOException, LambdaImageException {
    URI uri = request.uri();
    HttpProxy proxy = proxies.find(uri);
    Optional<RawConnection> opened =
        Deadline.within(
            threads,
            timeouts.connect().plus(timeouts.answer()),
            "connecting",
            () -> RawConnection.open(uri, proxy, tls(uri), timeouts),
            () -> {});
    if (opened.isEmpty()) {
      return null;
    }
    try (RawConnection connection = opened.get();
        InputStream content = open(body.content())) {
      return new WatchedUpload(request, body, connection, timeouts, progress).run(content, proxy);
    }
  }

  /** Waits for the head of the answer; without a body, this includes connecting. */
  private Response answer(Request request, HttpURLConnection connection, Duration longest)
      throws IOException, LambdaImageException {
    return Deadline.within(
        threads,
        timeouts.connect().plus(longest),
        "the head of its answer",
        () -> ConnectionAnswer.of(request, connection, timeouts.answer()),
        connection::disconnect);
  }

  private void refusePlainHttp(URI uri) throws LambdaImageException {
    if ("http".equalsIgnoreCase(uri.getScheme())
        && !RegistryHost.of(uri).isLoopback()
        && !isInsecure(uri)) {
      throw new LambdaImageException(
          "'"
              + RegistryHost.of(uri)
              + "' would be spoken to over plain HTTP. If that is intended, list it in <insecureRegistries>.");
    }
  }

  private void send(Request.Body body, HttpURLConnection connection)
      throws IOException, LambdaImageException {
    // Opened before the time counts: the bytes may come from another registry.
    try (InputStream in = open(body.content())) {
      if (body.length() <= SMALL_BODY) {
        // Connecting may take long: TLS needs several round trips.
        var unused =
            Deadline.within(
                threads,
                timeouts.connect().plus(timeouts.answer()),
                "connecting",
                () -> {
                  write(in, connection, progress);
                  return body;
                },
                connection::disconnect);
        return;
      }
      StallGuard guard = new StallGuard(timeouts.answer());
      guard.run(
          sent ->
              write(
                  guard.source(in),
                  connection,
                  bytes -> {
                    sent.transferred(bytes);
                    progress.transferred(bytes);
                  }),
          connection::disconnect);
    }
  }

  private static InputStream open(Request.Content content)
      throws IOException, LambdaImageException {
    try {
      return content.open();
    } catch (RegistryException e) {
      throw new SourceFailure(e);
    }
  }

  /** Writes a body. Damaged data ends before its last byte, so that no registry accepts it. */
  private static void write(InputStream in, HttpURLConnection connection, Progress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = connection.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        progress.transferred(read);
      }
    }
  }

  private HttpURLConnection open(URI uri) throws IOException, LambdaImageException {
    HttpURLConnection connection = proxies.open(uri);
    if (connection instanceof HttpsURLConnection https) {
      RawConnection.Tls tls = tls(uri);
      https.setSSLSocketFactory(tls.factory());
      if (!tls.checksName()) {
        https.setHostnameVerifier((host, session) -> true);
      }
    }
    return connection;
  }

  private RawConnection.Tls tls(URI uri) {
    return isInsecure(uri)
        ? new RawConnection.Tls(TlsFactories.unverified(), false)
        : new RawConnection.Tls(TlsFactories.verified(), true);
  }
}
