package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.registry.Request.Body;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The manifests of a repository that belong to an image, as the registry itself lists them.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-referrers">Listing
 *     referrers</a>
 */
final class Referrers {

  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /**
   * "Not found" is the specification's answer of registries without the list, and "not acceptable"
   * was Artifactory's. Every other error is a failure of a registry with the list.
   *
   * @see <a href="https://github.com/google/go-containerregistry/issues/1962">Artifactory</a>
   */
  private static final Set<Integer> MISSING = Set.of(404, 406);

  /** Amazon ECR has 50 per page. */
  private static final int MOST_PAGES = 200;

  private static final int LONGEST_SHOWN = 100;

  private final RegistryAddress address;
  private final Retry retry;
  private final String path;

  /**
   * A page of the list.
   *
   * @param digests {@code null} if the registry has no such list
   */
  private record Page(@Nullable Set<Digest> digests, Optional<String> next) {

    private static final Page MISSING = new Page(null, Optional.empty());
  }

  Referrers(RegistryAddress address, Retry retry, String repository) {
    this.address = address;
    this.retry = retry;
    this.path = "/v2/" + repository;
  }

  /**
   * The referrers of an image, read until it is known whether the wanted ones are there.
   *
   * @return empty if the registry has no such list
   */
  Optional<Set<Digest>> of(Digest image, Collection<Digest> wanted) throws LambdaImageException {
    Set<Digest> found = new HashSet<>();
    Optional<URI> next = Optional.of(address.resolve(path + "/referrers/" + image));
    for (int pages = 0; next.isPresent() && !found.containsAll(wanted); pages++) {
      URI uri = next.get();
      Page page = page(uri);
      Set<Digest> digests = page.digests();
      if (digests == null) {
        return Optional.empty();
      }
      found.addAll(digests);
      if (pages == MOST_PAGES) {
        throw new LambdaImageException(
            "The registry '%s' lists what belongs to '%s' without an end: %s pages, and one more. Have whoever runs the registry look."
                .formatted(RegistryHost.of(uri), image, MOST_PAGES));
      }
      Optional<String> link = page.next();
      next = link.isPresent() ? Optional.of(address(uri, link.get())) : Optional.empty();
    }
    return Optional.of(found);
  }

  private URI address(URI page, String next) throws LambdaImageException {
    Optional<URI> uri = HttpAddress.of(page, next);
    if (uri.isEmpty() || !address.owns(address.session(uri.get()))) {
      throw new LambdaImageException(
          "The registry '%s' says that the list of what belongs to an image goes on at '%s', which is not in it. Check that it is a registry, and what is before it."
              .formatted(RegistryHost.of(page), Quotation.ofAddress(next)));
    }
    return address.session(uri.get());
  }

  private Page page(URI uri) throws LambdaImageException {
    Request request = Request.get(uri).with("Accept", INDEX);
    return retry.ask(
        request,
        response -> {
          if (MISSING.contains(response.status())) {
            return Page.MISSING;
          }
          String type = String.valueOf(response.expectSuccess(request).header("Content-Type"));
          if (!isIndex(type)) {
            throw new LambdaImageException(
                "The registry '%s' answers '%s' with '%s', where a list of what belongs to the image is due. Check that it is a registry, and what is before it."
                    .formatted(RegistryHost.of(uri), request, Quotation.of(type, LONGEST_SHOWN)));
          }
          return new Page(
              digests(response.document(Document.MANIFEST), request.toString()),
              NextPage.of(response.headers("Link")));
        });
  }

  private static boolean isIndex(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().equals(INDEX);
  }

  /** The digests in a list, without those of other algorithms. */
  static Set<Digest> digests(byte[] index, String what) throws LambdaImageException {
    Set<Digest> digests = new HashSet<>();
    for (JsonObject manifest :
        JsonObject.parse(index, "The answer to '" + what + "'").objects("manifests")) {
      Digest.find(manifest.text("digest", "")).ifPresent(digests::add);
    }
    return digests;
  }

  /**
   * Puts a manifest, by its digest.
   *
   * @return whether the registry says that it has recorded which image the manifest belongs to
   */
  boolean put(ArtifactManifest manifest) throws LambdaImageException {
    Request request =
        Request.put(
                address.resolve(path + "/manifests/" + manifest.digest()),
                Body.of(manifest.bytes()))
            .with("Content-Type", manifest.mediaType());
    // The answer to an earlier try may have been lost; then it is not known what it said.
    return retry.call(
        once -> put(once, request),
        once -> !Manifests.names(once, request.uri(), manifest.digest()) && put(once, request));
  }

  private static boolean put(Asking once, Request request) throws LambdaImageException {
    return once.ask(
        request, response -> response.expectSuccess(request).header("OCI-Subject") != null);
  }
}
