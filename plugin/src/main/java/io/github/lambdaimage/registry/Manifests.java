package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.Request.Body;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The manifests of a repository, by tag and by digest. */
final class Manifests {

  private static final String ACCEPT =
      "application/vnd.oci.image.index.v1+json"
          + ", application/vnd.docker.distribution.manifest.list.v2+json"
          + ", application/vnd.oci.image.manifest.v1+json"
          + ", application/vnd.docker.distribution.manifest.v2+json";

  private static final int NOT_FOUND = 404;
  private static final String TAG_INVALID = "TAG_INVALID";

  /** What registries answer if a manifest names a blob that they do not have, or have lost. */
  private static final Set<String> MISSING_BLOB = Set.of("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN");

  private final RegistryAddress address;
  private final Retry retry;
  private final String path;

  Manifests(RegistryAddress address, Retry retry, String repository) {
    this.address = address;
    this.retry = retry;
    this.path = "/v2/" + repository + "/manifests/";
  }

  /** Whether an error code means that the registry lacks a blob of the manifest. */
  static boolean missesBlob(String code) {
    return MISSING_BLOB.contains(code);
  }

  /** A manifest or index by tag or digest, or empty if there is none. */
  Optional<byte[]> find(String qualifier) throws LambdaImageException {
    return find(retry, uri(qualifier), Document.MANIFEST.longest());
  }

  /** A manifest that another document describes, or empty if there is none. */
  Optional<byte[]> find(Descriptor manifest) throws LambdaImageException {
    return find(retry, uri(manifest.digest().toString()), manifest.size());
  }

  /** The digest of a tag, or empty if there is no such tag. */
  Optional<Digest> digestOf(String tag) throws LambdaImageException {
    URI uri = uri(tag);
    return retry.call(once -> digestOf(once, uri));
  }

  /**
   * Puts a manifest under a tag. If the tag names it already, that is a success: the answer to an
   * earlier try may have been lost, and an immutable tag refuses even the manifest that it names.
   */
  void put(String tag, String mediaType, byte[] manifest) throws LambdaImageException {
    URI uri = uri(tag);
    Request request = Request.put(uri, Body.of(manifest)).with("Content-Type", mediaType);
    Digest wanted = Digest.of(manifest);
    retry.call(
        once -> put(once, request, wanted),
        once -> names(once, uri, wanted) ? wanted : put(once, request, wanted));
  }

  private static Digest put(Asking once, Request request, Digest wanted)
      throws LambdaImageException {
    try {
      once.ask(request, response -> response.expectSuccess(request));
    } catch (RegistryException e) {
      if (!e.code().equals(TAG_INVALID) || !names(once, request.uri(), wanted)) {
        throw e;
      }
    }
    return wanted;
  }

  /** Whether a tag or digest names a manifest. */
  static boolean names(Asking once, URI uri, Digest wanted) throws LambdaImageException {
    Digest named = digestOf(once, uri).orElse(null);
    return wanted.equals(named);
  }

  private static Optional<Digest> digestOf(Asking asking, URI uri) throws LambdaImageException {
    Request request = Request.head(uri).with("Accept", ACCEPT);
    Optional<String> said =
        asking.ask(
            request,
            response -> {
              if (response.status() == NOT_FOUND) {
                return Optional.empty();
              }
              if (response.isRedirect()) {
                return Optional.of("");
              }
              String digest = response.expectSuccess(request).header("Docker-Content-Digest");
              return Optional.of(digest == null ? "" : digest);
            });
    if (said.isEmpty()) {
      return Optional.empty();
    }
    // With another algorithm, or damaged: read the manifest itself.
    Optional<Digest> digest = Digest.find(said.get());
    return digest.isPresent()
        ? digest
        : find(asking, uri, Document.MANIFEST.longest()).map(Digest::of);
  }

  private static Optional<byte[]> find(Asking asking, URI uri, long size)
      throws LambdaImageException {
    Request request = Request.get(uri).with("Accept", ACCEPT);
    return asking.ask(
        request,
        response ->
            response.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(response.expectSuccess(request).document(Document.MANIFEST, size)));
  }

  private URI uri(String qualifier) throws LambdaImageException {
    return address.resolve(path + qualifier);
  }
}
