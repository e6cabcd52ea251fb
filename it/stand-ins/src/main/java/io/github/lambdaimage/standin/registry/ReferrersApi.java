package io.github.lambdaimage.standin.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The list of the manifests that belong to another one, in pages. */
final class ReferrersApi {

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final int perPage;

  ReferrersApi(int perPage) {
    this.perPage = perPage;
  }

  Response answer(Request request, Repository repository, String digest) {
    if (!digest.matches(Sha256.PATTERN)) {
      throw new RegistryException(400, "DIGEST_INVALID", "Not a digest: '" + digest + "'");
    }
    if (!request.isRead()) {
      throw RegistryApi.unsupported(request);
    }
    Optional<String> type = request.query("artifactType");
    String last = request.query("last").orElse("");
    List<Manifest> all =
        repository.referrers(digest).stream()
            .filter(it -> type.isEmpty() || type.get().equals(it.artifactType()))
            .filter(it -> it.digest().compareTo(last) > 0)
            .toList();
    List<Manifest> page = all.subList(0, Math.min(perPage, all.size()));
    Response response = Response.of(200).bytes(INDEX, index(page));
    if (type.isPresent()) {
      response.header("OCI-Filters-Applied", "artifactType");
    }
    if (page.size() < all.size()) {
      String filter =
          type.map(it -> "artifactType=" + URLEncoder.encode(it, StandardCharsets.UTF_8) + "&")
              .orElse("");
      String next = page.get(page.size() - 1).digest();
      response.header(
          "Link", "<" + request.path() + "?" + filter + "last=" + next + ">; rel=\"next\"");
    }
    return response;
  }

  private static byte[] index(List<Manifest> manifests) {
    ObjectNode index =
        JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode entries = index.putArray("manifests");
    for (Manifest manifest : manifests) {
      ObjectNode entry =
          entries
              .addObject()
              .put("mediaType", manifest.mediaType())
              .put("digest", manifest.digest())
              .put("size", manifest.content().length)
              .put("artifactType", manifest.artifactType());
      if (manifest.json().has("annotations")) {
        entry.set("annotations", manifest.json().get("annotations"));
      }
    }
    return index.toString().getBytes(StandardCharsets.UTF_8);
  }
}
