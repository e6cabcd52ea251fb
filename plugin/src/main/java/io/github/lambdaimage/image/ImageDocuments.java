package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config, manifest and summary of an image: what its layers and its base make of it. */
final class ImageDocuments {

  private final ManifestFormat format;
  private final byte[] config;
  private final byte[] manifest;
  private final ImageSummary summary;

  private ImageDocuments(
      ManifestFormat format, byte[] config, byte[] manifest, ImageSummary summary) {
    this.format = format;
    this.config = config;
    this.manifest = manifest;
    this.summary = summary;
  }

  /**
   * Makes the documents.
   *
   * @param java the base's, where it is to start the runtime interface client, or {@code null}
   */
  static ImageDocuments of(
      FunctionImage image,
      BaseImage base,
      @Nullable String java,
      List<BuiltLayer> layers,
      List<CheckResult> checks) {
    byte[] config = ImageConfig.of(image, base, layers, java);
    byte[] manifest = ManifestDocument.of(image.format(), config, base, layers).bytes();
    ImageSummary summary =
        new ImageSummary(
            Digest.of(manifest),
            Digest.of(config),
            base.name(),
            image.architecture().lambdaName(),
            image.handler().value(),
            image.created().toString(),
            List.copyOf(layers),
            checks,
            null);
    return new ImageDocuments(image.format(), config, manifest, summary);
  }

  ManifestFormat format() {
    return format;
  }

  byte[] config() {
    return config;
  }

  byte[] manifest() {
    return manifest;
  }

  ImageSummary summary() {
    return summary;
  }
}
