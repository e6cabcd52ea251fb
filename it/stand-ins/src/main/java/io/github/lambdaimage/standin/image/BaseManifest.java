package io.github.lambdaimage.standin.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Repository;
import java.util.List;

/** The manifest of a base image. */
final class BaseManifest {

  private BaseManifest() {}

  /**
   * The manifest of an image, whose config and layers it puts into a repository.
   *
   * @param layers without compression, the lowest first
   */
  static byte[] of(
      Repository repository, MediaTypes mediaTypes, ObjectNode config, List<byte[]> layers) {
    byte[] configBlob = bytes(config);
    ObjectNode manifest = document(mediaTypes.manifest());
    descriptor(
        manifest.putObject("config"),
        mediaTypes.config(),
        repository.putBlob(configBlob),
        configBlob.length);
    ArrayNode descriptors = manifest.putArray("layers");
    for (byte[] tar : layers) {
      byte[] blob = LayerTar.gzip(tar);
      descriptor(
          descriptors.addObject(), mediaTypes.layer(), repository.putBlob(blob), blob.length);
    }
    return bytes(manifest);
  }

  static ObjectNode document(String mediaType) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schemaVersion", 2)
        .put("mediaType", mediaType);
  }

  static ObjectNode descriptor(ObjectNode target, String mediaType, String digest, int size) {
    return target.put("mediaType", mediaType).put("size", size).put("digest", digest);
  }

  static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(UTF_8);
  }
}
