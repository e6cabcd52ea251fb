package io.github.lambdaimage.standin.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Repository;
import io.github.lambdaimage.standin.registry.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Base images in the shape of AWS's Java ones, put straight into a registry's repository.
 *
 * <p>The same base has the same digests every time.
 */
public record LambdaBase(int javaVersion, String release, MediaTypes mediaTypes) {

  public static LambdaBase java(int version) {
    return new LambdaBase(version, "2026.01.01", MediaTypes.DOCKER);
  }

  /** The same base with OCI's media types instead of Docker's. */
  public LambdaBase oci() {
    return new LambdaBase(javaVersion, release, MediaTypes.OCI);
  }

  /** Another release of the same base: its digests differ, as when AWS moves a tag. */
  public LambdaBase released(String newRelease) {
    return new LambdaBase(javaVersion, newRelease, mediaTypes);
  }

  /** Puts an index with both architectures, as AWS does; returns its digest. */
  public String putIndex(Repository repository, String tag) {
    Map<String, String> platforms = new LinkedHashMap<>();
    platforms.put("amd64", "amd64");
    platforms.put("arm64", "arm64");
    return putIndex(repository, tag, platforms);
  }

  /**
   * Puts an index that names these platforms, each with an image whose config has the architecture
   * that is its value: the two differ in a base that is broken.
   */
  public String putIndex(Repository repository, String tag, Map<String, String> platforms) {
    ObjectNode index = BaseManifest.document(mediaTypes.index());
    ArrayNode manifests = index.putArray("manifests");
    platforms.forEach(
        (platform, architecture) -> {
          byte[] manifest = manifest(repository, architecture);
          String digest =
              repository.putManifest(Sha256.of(manifest), mediaTypes.manifest(), manifest);
          BaseManifest.descriptor(
                  manifests.addObject(), mediaTypes.manifest(), digest, manifest.length)
              .putObject("platform")
              .put("architecture", platform)
              .put("os", "linux");
        });
    return repository.putManifest(tag, mediaTypes.index(), BaseManifest.bytes(index));
  }

  /**
   * Puts one image without an index; {@code architecture} is arm64 or amd64; returns its digest.
   */
  public String putSingle(Repository repository, String tag, String architecture) {
    return repository.putManifest(tag, mediaTypes.manifest(), manifest(repository, architecture));
  }

  private byte[] manifest(Repository repository, String architecture) {
    Map<String, byte[]> layers = LambdaBaseLayers.of(this, architecture);
    ObjectNode config = LambdaBaseConfig.of(architecture, layers);
    return BaseManifest.of(repository, mediaTypes, config, List.copyOf(layers.values()));
  }
}
