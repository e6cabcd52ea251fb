package io.github.lambdaimage.standin.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A manifest as it was put: the media type of the request, and the bytes. */
public final class Manifest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String mediaType;
  private final byte[] content;
  private final JsonNode json;

  Manifest(String mediaType, byte[] content) {
    this.mediaType = mediaType;
    this.content = content.clone();
    this.json = parse(content);
  }

  public String mediaType() {
    return mediaType;
  }

  public byte[] content() {
    return content.clone();
  }

  public String digest() {
    return Sha256.of(content);
  }

  public JsonNode json() {
    return json;
  }

  /** The digest of the manifest that it belongs to; empty if it is nobody's. */
  String subject() {
    return json.path("subject").path("digest").asText("");
  }

  /** What it is: as it says itself, or by its config. */
  public String artifactType() {
    String said = json.path("artifactType").asText("");
    return said.isEmpty() ? json.path("config").path("mediaType").asText("") : said;
  }

  /** The digests of the manifests that an index names. */
  List<String> children() {
    return digests("manifests");
  }

  /** The digests of the config and the layers that an image's manifest names. */
  List<String> blobs() {
    List<String> digests = digests("layers");
    if (json.has("config")) {
      digests.add(json.get("config").path("digest").asText());
    }
    return digests;
  }

  private List<String> digests(String array) {
    List<String> digests = new ArrayList<>();
    json.path(array).forEach(descriptor -> digests.add(descriptor.path("digest").asText()));
    return digests;
  }

  private static JsonNode parse(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new RegistryException(400, "MANIFEST_INVALID", "Not JSON: " + e.getMessage());
    }
  }
}
