package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The blobs that a repository has. */
final class Blobs {

  private static final int NOT_FOUND = 404;
  private static final int PART = 206;

  private final RegistryAddress address;
  private final Retry retry;
  private final String path;

  Blobs(RegistryAddress address, Retry retry, String repository) {
    this.address = address;
    this.retry = retry;
    this.path = "/v2/" + repository + "/blobs/";
  }

  boolean has(Digest digest) throws LambdaImageException {
    return has(retry, digest);
  }

  /** Whether a blob exists, asked within the tries of another request. */
  boolean has(Asking asking, Digest digest) throws LambdaImageException {
    Request request = Request.head(uri(digest));
    return asking.ask(
        request,
        response ->
            // A redirect to the storage service with the blob: registries redirect to nothing else.
            response.isRedirect()
                || (response.status() != NOT_FOUND && response.expectSuccess(request).isSuccess()));
  }

  /** Opens a blob for reading; the caller closes the answer. */
  Response open(Digest digest) throws LambdaImageException {
    Request request = Request.get(uri(digest));
    Response response = retry.open(request);
    if (response.isSuccess()) {
      return response;
    }
    try (response) {
      throw RegistryExplanation.of(request, response);
    } catch (IOException e) {
      throw RegistryExplanation.of(request, response.request(), e);
    }
  }

  /** Reads the complete config of an image. */
  byte[] config(Descriptor config) throws LambdaImageException {
    return read(config.digest(), response -> response.document(Document.CONFIG, config.size()));
  }

  /** Reads a blob, again from its beginning if the connection breaks. */
  <T> T read(Digest digest, Asking.Reader<T> reader) throws LambdaImageException {
    Request request = Request.get(uri(digest));
    return retry.ask(request, response -> reader.read(response.expectSuccess(request)));
  }

  /**
   * The last bytes of a blob, if the registry supports ranges.
   *
   * @return empty if it would return all of it, or another part
   */
  Optional<byte[]> tail(Descriptor blob, int count) throws LambdaImageException {
    // Not with formatted(), which uses the locale's digits.
    String range = (blob.size() - count) + "-" + (blob.size() - 1);
    Request request = Request.get(uri(blob.digest())).with("Range", "bytes=" + range);
    return retry.ask(
        request,
        response -> {
          String part = response.expectSuccess(request).header("Content-Range");
          // No digest tells whether they are right, and they will be remembered.
          if (response.status() != PART
              || part == null
              || !part.startsWith("bytes " + range + "/")) {
            // Closing would read a whole layer.
            response.abandon();
            return Optional.empty();
          }
          return Optional.of(response.stream().readNBytes(count + 1))
              .filter(bytes -> bytes.length == count);
        });
  }

  private URI uri(Digest digest) throws LambdaImageException {
    return address.resolve(path + digest);
  }
}
