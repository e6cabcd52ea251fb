package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;

/** The two kinds of manifest that Lambda accepts, with their media types. */
public enum ManifestFormat {
  DOCKER(
      "application/vnd.docker.distribution.manifest.v2+json",
      "application/vnd.docker.container.image.v1+json",
      "application/vnd.docker.image.rootfs.diff.tar.gzip"),
  OCI(
      "application/vnd.oci.image.manifest.v1+json",
      "application/vnd.oci.image.config.v1+json",
      "application/vnd.oci.image.layer.v1.tar+gzip");

  private final String manifest;
  private final String config;
  private final String layer;

  ManifestFormat(String manifest, String config, String layer) {
    this.manifest = manifest;
    this.config = config;
    this.layer = layer;
  }

  /** Parses {@code docker} or {@code oci}. */
  public static ManifestFormat parse(String name) throws LambdaImageException {
    return switch (name) {
      case "docker" -> DOCKER;
      case "oci" -> OCI;
      default ->
          throw new LambdaImageException(
              "<format> '%s' is unknown. Use 'docker' (image manifest version 2, schema 2) or 'oci'."
                  .formatted(name));
    };
  }

  public String manifest() {
    return manifest;
  }

  public String config() {
    return config;
  }

  public String layer() {
    return layer;
  }

  /**
   * The media type in this format for a layer from a base of either format.
   *
   * <p>Lambda is only known to accept gzip layers, so an uncompressed or zstd layer keeps its type,
   * and is never labelled as gzip.
   */
  public String layerLike(String mediaType) {
    return mediaType.equals(DOCKER.layer) || mediaType.equals(OCI.layer) ? layer : mediaType;
  }
}
