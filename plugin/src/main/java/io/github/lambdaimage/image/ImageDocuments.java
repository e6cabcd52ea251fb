package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Config, manifest and summary of an image, made from its layers and its base. */
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
   * @param description of the image, with its entrypoint unless that is the base's own
   * @param startup the gain of its startup cache, or {@code null} without one
   */
  static ImageDocuments of(
      FunctionImage image,
      ContainerBuildPlan description,
      BaseImage base,
      List<BuiltLayer> layers,
      List<CheckResult> checks,
      @Nullable StartupFigures startup) {
    byte[] config = ImageConfig.of(description, base, layers);
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
            null,
            image.copied(),
            startup);
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
