package io.github.lambdaimage.registry;

import io.github.lambdaimage.function.LambdaImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sends one request over the JDK's {@link HttpURLConnection}, which keeps connections open between
 * requests and starts seven times faster than {@code java.net.http.HttpClient}.
 */
public final class Transport {

  private static final int CONNECT_TIMEOUT_MILLIS = 20_000;

  private static final int READ_TIMEOUT_MILLIS = 60_000;

  /** A registry may read a whole layer again before it answers the request that brought it. */
  private static final int COMMIT_TIMEOUT_MILLIS = 300_000;

  private static final int BUFFER = 128 * 1024;
  private static final String USER_AGENT = "lambda-image-maven-plugin";

  private final Proxies proxies;
  private final Set<String> insecureRegistries;
  private final Progress progress;
  private final UnverifiedTls unverified = new UnverifiedTls();

  /**
   * A way to registries.
   *
   * @param proxies which way to an address
   * @param insecureRegistries hosts, with {@code :port} where one is given, whose certificates are
   *     not verified
   */
  public Transport(Proxies proxies, Set<String> insecureRegistries, Progress progress) {
    this.proxies = proxies;
    this.insecureRegistries = Set.copyOf(insecureRegistries);
    this.progress = progress;
  }

  boolean isInsecure(String registry) {
    return insecureRegistries.contains(registry);
  }

  Progress progress() {
    return progress;
  }

  /**
   * Sends a request and waits for the head of the answer. Redirects are not followed.
   *
   * @throws IOException when no answer came, or the connection broke
   */
  Response send(Request request) throws IOException, LambdaImageException {
    refusePlainHttp(request.uri());
    HttpURLConnection connection = open(request.uri());
    connection.setRequestMethod(request.method());
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(
        request.method().equals("PUT") ? COMMIT_TIMEOUT_MILLIS : READ_TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    connection.setRequestProperty("User-Agent", USER_AGENT);
    request.headers().forEach(connection::setRequestProperty);
    Request.Body body = request.body();
    if (body != null) {
      connection.setDoOutput(true);
      // The length is known, so nothing is held in memory, and no registry has to take "chunked".
      connection.setFixedLengthStreamingMode(body.length());
      write(body, connection);
    }
    return new Response(connection, request.uri());
  }

  private void refusePlainHttp(URI uri) throws LambdaImageException {
    if ("http".equals(uri.getScheme())
        && !Loopback.contains(String.valueOf(uri.getHost()))
        && !isInsecure(uri.getAuthority())) {
      throw new LambdaImageException(
          "'%s' would be spoken to over plain HTTP. If that is intended, list it in <insecureRegistries>."
              .formatted(uri.getAuthority()));
    }
  }

  private void write(Request.Body body, HttpURLConnection connection)
      throws IOException, LambdaImageException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = body.content().open();
        OutputStream out = connection.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        progress.transferred(read);
      }
    }
  }

  private HttpURLConnection open(URI uri) throws IOException, LambdaImageException {
    HttpProxy proxy = proxies.find(uri);
    HttpURLConnection connection =
        (HttpURLConnection)
            (proxy == null
                ? uri.toURL().openConnection()
                : uri.toURL().openConnection(proxy.address()));
    if (proxy != null) {
      proxy.authenticate(connection);
    }
    if (connection instanceof HttpsURLConnection https && isInsecure(uri.getAuthority())) {
      unverified.applyTo(https);
    }
    return connection;
  }
}
