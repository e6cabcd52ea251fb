package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An answer; closing it hands the connection back for the next request. */
final class Response implements Closeable {

  private static final int LONGEST_DOCUMENT = 8 * 1024 * 1024;

  private final HttpURLConnection connection;
  private final URI uri;
  private final int status;
  private final InputStream body;
  private boolean secondTry;

  Response(HttpURLConnection connection, URI uri) throws IOException {
    this.connection = connection;
    this.uri = uri;
    this.status = connection.getResponseCode();
    InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    long length = connection.getContentLengthLong();
    boolean isWhole = length < 0 || connection.getRequestMethod().equals("HEAD");
    InputStream present = stream == null ? InputStream.nullInputStream() : stream;
    this.body = isWhole || !isSuccess() ? present : new WholeBody(present, length);
  }

  int status() {
    return status;
  }

  /** Notes that a request before this one was refused, with a credential that was replaced. */
  Response onSecondTry() {
    secondTry = true;
    return this;
  }

  boolean isSecondTry() {
    return secondTry;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Nullable String header(String name) {
    return connection.getHeaderField(name);
  }

  /** Where the answer points to, absolute; the request's own address if it points nowhere. */
  URI location() throws LambdaImageException {
    String location = header("Location");
    try {
      return location == null ? uri : uri.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new LambdaImageException(
          "'%s' answered with an address that is none.".formatted(uri.getAuthority()), e);
    }
  }

  /** The body as a stream, for blobs. */
  InputStream stream() {
    return body;
  }

  /** The whole body, for documents. */
  byte[] bytes() throws IOException {
    byte[] bytes = body.readNBytes(LONGEST_DOCUMENT);
    if (body.read() >= 0) {
      throw new IOException("the answer is longer than " + LONGEST_DOCUMENT + " bytes");
    }
    return bytes;
  }

  /** Reads to the end: only then can the connection serve another request. */
  @Override
  public void close() throws IOException {
    try (body) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Gives the connection up, where reading the rest of a blob would take longer than a new one. */
  void abandon() {
    connection.disconnect();
  }
}
