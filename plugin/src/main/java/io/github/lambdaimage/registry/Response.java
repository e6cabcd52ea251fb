package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer; closing it hands the connection back for the next request. */
final class Response implements Closeable {

  private static final int LONGEST_DOCUMENT = 8 * 1024 * 1024;

  private final Request request;
  private final int status;
  private final Headers headers;
  private final InputStream body;
  private final Runnable disconnect;
  private boolean abandoned;

  /** The header fields of an answer. */
  @FunctionalInterface
  interface Headers {

    /** The value of a header, whatever the case of its name, or {@code null}. */
    @Nullable String value(String name);

    /** The values of all header lines of this name, in their order. */
    default List<String> values(String name) {
      String value = value(name);
      return value == null ? List.of() : List.of(value);
    }
  }

  /**
   * An answer.
   *
   * @param request as it was sent in the end: with a login, and to where a redirect led
   */
  Response(Request request, int status, Headers headers, InputStream body, Runnable disconnect) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.disconnect = disconnect;
  }

  Request request() {
    return request;
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  boolean isRedirect() {
    return status / 100 == 3;
  }

  /**
   * This, if it is a success.
   *
   * @param asked which a message is to name
   * @throws RegistryException what the answer says, if it is none
   */
  Response expectSuccess(Request asked) throws RegistryException {
    if (!isSuccess()) {
      throw Explanation.of(asked, this);
    }
    return this;
  }

  @Nullable String header(String name) {
    return headers.value(name);
  }

  List<String> headers(String name) {
    return headers.values(name);
  }

  /** Where the answer points to, absolute; the request's own address if it points nowhere. */
  URI location() throws LambdaImageException {
    String location = header("Location");
    if (location == null) {
      return request.uri();
    }
    Optional<URI> address = HttpAddress.of(request.uri(), location);
    if (address.isEmpty()) {
      throw new LambdaImageException(
          "'"
              + RegistryHost.of(request.uri())
              + "' answered with the 'Location' '"
              + Quotation.ofAddress(request.withoutSecrets(location))
              + "', which is no address of HTTP. Check that it is a registry, and what is before it.");
    }
    return address.get();
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
    if (abandoned) {
      return;
    }
    try (body) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Gives the connection up, where reading the rest of a blob would take longer than a new one. */
  void abandon() {
    abandoned = true;
    disconnect.run();
  }
}
