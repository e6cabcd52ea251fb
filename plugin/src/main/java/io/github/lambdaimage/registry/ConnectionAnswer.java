package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an {@code HttpURLConnection}, which returns only the last of several header lines
 * with one name.
 */
final class ConnectionAnswer implements Response.Headers {

  private static final int OK = 200;

  private final HttpURLConnection connection;

  private ConnectionAnswer(HttpURLConnection connection) {
    this.connection = connection;
  }

  /**
   * Waits for the head of the answer, and reads it.
   *
   * @param patience for reading the body
   */
  static Response of(Request request, HttpURLConnection connection, Duration patience)
      throws IOException {
    int status = connection.getResponseCode();
    if (status < OK) {
      // Or the end of the previous answer, if a registry sent too much.
      connection.disconnect();
      throw new IOException("it does not answer by HTTP");
    }
    InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    long length = connection.getContentLengthLong();
    if (stream == null || length == 0 || request.method().equals("HEAD")) {
      return new Response(
          request,
          status,
          new ConnectionAnswer(connection),
          InputStream.nullInputStream(),
          connection::disconnect);
    }
    boolean promised = length > 0 && status / 100 == 2;
    PacedBody paced = new PacedBody(promised ? new WholeBody(stream, length) : stream, patience);
    return new Response(
        request,
        status,
        new ConnectionAnswer(connection),
        paced,
        () -> {
          paced.stop();
          // This may wait for a read that hangs, so nobody must wait for it.
          Daemon.start("lambda-image-abandon", connection::disconnect);
        });
  }

  @Override
  public @Nullable String value(String name) {
    return connection.getHeaderField(name);
  }

  @Override
  public List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; connection.getHeaderField(i) != null; i++) {
      if (name.equalsIgnoreCase(connection.getHeaderFieldKey(i))) {
        values.add(connection.getHeaderField(i));
      }
    }
    return values;
  }
}
