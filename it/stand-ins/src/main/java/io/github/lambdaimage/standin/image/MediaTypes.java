package io.github.lambdaimage.standin.image;

/** The media types of an image's parts in one of the two manifest formats. */
public enum MediaTypes {
  DOCKER(
      "application/vnd.docker.distribution.manifest.list.v2+json",
      "application/vnd.docker.distribution.manifest.v2+json",
      "application/vnd.docker.container.image.v1+json",
      "application/vnd.docker.image.rootfs.diff.tar.gzip"),
  OCI(
      "application/vnd.oci.image.index.v1+json",
      "application/vnd.oci.image.manifest.v1+json",
      "application/vnd.oci.image.config.v1+json",
      "application/vnd.oci.image.layer.v1.tar+gzip");

  private final String index;
  private final String manifest;
  private final String config;
  private final String layer;

  MediaTypes(String index, String manifest, String config, String layer) {
    this.index = index;
    this.manifest = manifest;
    this.config = config;
    this.layer = layer;
  }

  public String index() {
    return index;
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
}
