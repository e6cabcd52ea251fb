package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer; closing it makes the connection available for the next request. */
final class Response implements Closeable {

  /** Limit for an error's body, in bytes: its beginning is quoted. */
  private static final int LONGEST_ERROR = 64 * 1024;

  /** Limit for reading on to keep a connection, in bytes: a new one costs less than more. */
  private static final int LONGEST_REST = 64 * 1024;

  private static final int BUFFER = 8 * 1024;

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
   * @param request as it was finally sent: with a login, and after redirects
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
   * This answer, if it is a success.
   *
   * @param asked the request to name in a message
   * @throws RegistryException with the answer, if it is not
   */
  Response expectSuccess(Request asked) throws RegistryException {
    if (!isSuccess()) {
      throw RegistryExplanation.of(asked, this);
    }
    return this;
  }

  @Nullable String header(String name) {
    return headers.value(name);
  }

  List<String> headers(String name) {
    return headers.values(name);
  }

  /** The absolute URL of the answer's location; the request's own URL if it has none. */
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
              + "', which is not an HTTP address. Check that it is a registry, and what is before it.");
    }
    return address.get();
  }

  /** The body as a stream, for blobs. */
  InputStream stream() {
    return body;
  }

  /** The body of an error, cut off if it is longer than errors are. */
  byte[] bytes() throws IOException {
    return body.readNBytes(LONGEST_ERROR);
  }

  /**
   * The complete body of a document.
   *
   * @throws LambdaImageException when it is longer than such a document may be
   */
  byte[] document(Document kind) throws IOException, LambdaImageException {
    return document(kind, kind.longest());
  }

  /**
   * The complete body of a document whose size is known.
   *
   * @param size in bytes
   * @throws LambdaImageException when it is longer than that, or than such a document may be
   */
  byte[] document(Document kind, long size) throws IOException, LambdaImageException {
    int longest = (int) Math.min(size, kind.longest());
    byte[] bytes = body.readNBytes(longest);
    if (bytes.length == longest && body.read() >= 0) {
      throw new LambdaImageException(
          "The registry '%s' answers '%s' with more than %s bytes, and the %s has no more. Try again; if it stays, check that it is a registry, and what is before it."
              .formatted(RegistryHost.of(request.uri()), request, longest, kind));
    }
    return bytes;
  }

  /** Reads to the end, if that is near: only then can the connection serve another request. */
  @Override
  public void close() throws IOException {
    if (abandoned) {
      return;
    }
    byte[] buffer = new byte[BUFFER];
    int rest = 0;
    try {
      int read = 0;
      while (read >= 0 && rest <= LONGEST_REST) {
        read = body.read(buffer);
        rest += Math.max(read, 0);
      }
    } catch (IOException e) {
      // What was wanted of the answer has arrived.
      rest = Integer.MAX_VALUE;
    }
    body.close();
    if (rest > LONGEST_REST) {
      abandon();
    }
  }

  /** Gives up the connection, if reading the rest of a blob would take longer than a new one. */
  void abandon() {
    abandoned = true;
    disconnect.run();
  }
}
