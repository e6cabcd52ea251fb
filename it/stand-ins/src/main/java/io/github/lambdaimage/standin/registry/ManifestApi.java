package io.github.lambdaimage.standin.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.BiPredicate;

/** Manifests: GET, HEAD and PUT, by tag or by digest. */
final class ManifestApi {

  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";

  private final BiPredicate<String, String> immutableTags;
  private final boolean listsReferrers;

  /**
   * Manifests.
   *
   * @param listsReferrers whether there is a list of those that belong to another one
   */
  ManifestApi(BiPredicate<String, String> immutableTags, boolean listsReferrers) {
    this.immutableTags = immutableTags;
    this.listsReferrers = listsReferrers;
  }

  Response answer(Request request, Repository repository, String reference) throws IOException {
    if (!reference.matches(TAG) && !reference.matches(Sha256.PATTERN)) {
      throw new RegistryException(400, "TAG_INVALID", "Not a tag: '" + reference + "'");
    }
    if (request.isRead()) {
      return get(request, repository, reference);
    }
    if (request.method().equals("PUT")) {
      return put(request, repository, reference);
    }
    throw RegistryApi.unsupported(request);
  }

  Response tags(Repository repository) {
    if (repository.tags().isEmpty()) {
      throw new RegistryException(404, "NAME_UNKNOWN", "No repository '" + repository.name() + "'");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", repository.name());
    repository.tags().keySet().stream().sorted().forEach(json.putArray("tags")::add);
    return Response.of(200).json(json.toString());
  }

  private static Response get(Request request, Repository repository, String reference) {
    Manifest manifest =
        repository
            .manifest(reference)
            .filter(found -> accepts(request, found.mediaType()))
            .orElseThrow(
                () ->
                    new RegistryException(
                        404,
                        "MANIFEST_UNKNOWN",
                        "Repository '%s' has no '%s' of an accepted media type"
                            .formatted(repository.name(), reference)));
    return Response.of(200)
        .bytes(manifest.mediaType(), manifest.content())
        .header("Docker-Content-Digest", manifest.digest());
  }

  /** A client that does not ask for a media type does not get it, as in the CNCF's registry. */
  private static boolean accepts(Request request, String mediaType) {
    String accepted = String.join(",", request.headers().getOrDefault("Accept", List.of()));
    return accepted.isEmpty() || accepted.contains(mediaType) || accepted.contains("*/*");
  }

  private Response put(Request request, Repository repository, String reference)
      throws IOException {
    byte[] content = request.body().readAllBytes();
    Manifest manifest = new Manifest(request.header("Content-Type").orElse(""), content);
    requireValid(manifest);
    if (reference.startsWith("sha256:") && !reference.equals(manifest.digest())) {
      throw new RegistryException(
          400, "DIGEST_INVALID", "The manifest has the digest '" + manifest.digest() + "'");
    }
    if (repository.tags().containsKey(reference)
        && immutableTags.test(repository.name(), reference)) {
      throw new RegistryException(
          400,
          "TAG_INVALID",
          "The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the tag is immutable."
              .formatted(reference, repository.name()));
    }
    String digest = repository.putManifest(reference, manifest);
    Response created =
        Response.of(201)
            .header(
                "Location", request.origin() + "/v2/" + repository.name() + "/manifests/" + digest)
            .header("Docker-Content-Digest", digest);
    return listsReferrers && !manifest.subject().isEmpty()
        ? created.header("OCI-Subject", manifest.subject())
        : created;
  }

  private static void requireValid(Manifest manifest) {
    String declared = manifest.json().path("mediaType").asText(manifest.mediaType());
    if (!declared.equals(manifest.mediaType())) {
      throw new RegistryException(
          400,
          "MANIFEST_INVALID",
          "Content-Type '%s' but mediaType '%s'".formatted(manifest.mediaType(), declared));
    }
    if (manifest.blobs().isEmpty() && manifest.children().isEmpty()) {
      throw new RegistryException(400, "MANIFEST_INVALID", "The manifest names nothing");
    }
  }
}
