package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.ManifestDocument;
import io.github.lambdaimage.layer.FileSize;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.ImageManifest;

/** Whether Lambda accepts an image of this size, and whether the function needs an image at all. */
final class SizeCheck implements Inspector {

  private static final long MEGABYTE = 1_000_000;

  /**
   * AWS gives the limit as 10 GB; using the space between that and 10 GiB is not worth the risk.
   */
  private static final long LARGEST_IMAGE = 10_000 * MEGABYTE;

  /** Limit for a zip's uncompressed content, including layers. */
  private static final long LARGEST_ZIP = 250 * MEGABYTE;

  /**
   * The number of layers that the overlay file systems of Docker and containerd support. No such
   * limit of Lambda's is known.
   */
  private static final int MOST_LAYERS = 127;

  private static final long LARGE_MODEL = 500 * MEGABYTE;

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    long function = 0;
    for (FunctionLayer layer : subject.image().layers()) {
      function += inspectLayer(layer, findings);
    }
    BaseImage base = subject.base().get();
    inspectTotal(subject, function, base, findings);
    inspectManifest(subject, base, findings);
    inspectLayers(subject, base, findings);
    if (function <= LARGEST_ZIP
        && base.isOfAws()
        && subject.callsHandler()
        && !subject.hasRuntime()) {
      findings.note(
          "The function has %s and would fit a zip (at most 250 MB). An image still gives the same file system and runtime here and there, room to grow to 10 GB, and one way to publish."
              .formatted(rounded(function)));
    }
  }

  /** Checks a layer's size; a model may consist of several files. */
  private static long inspectLayer(FunctionLayer layer, Findings findings)
      throws LambdaImageException {
    long total = 0;
    long largest = -1;
    String name = "";
    for (FunctionFile file : layer.files()) {
      long size = FileSize.of(file);
      total += size;
      if (size > largest) {
        largest = size;
        name = file.target();
      }
    }
    if (total > LARGE_MODEL && layer.files().get(0).dependency() == null) {
      findings.note(
          "The layer '%s' has %s ('%s' alone %s), and each change in it is a push of all of it. A model that changes apart from the code may better sit in S3, and be read at init."
              .formatted(layer.name(), Size.of(total), name, Size.of(largest)));
    }
    return total;
  }

  private static void inspectTotal(
      CheckedFunction subject, long function, BaseImage base, Findings findings) {
    UnpackedSize ofBase;
    try {
      ofBase = subject.contents().unpackedSize(base);
    } catch (LambdaImageException e) {
      findings.note("The size of the base is not known, and not counted: " + e.getMessage());
      ofBase = UnpackedSize.NONE;
    }
    long total = function + ofBase.bytes();
    if (total > LARGEST_IMAGE) {
      findings.problem(
          "The image would have %s%s without compression (function %s, base %s), and Lambda takes at most 10 GB. Leave files out of <extraFiles>, read them from S3 or EFS, or take a smaller base."
              .formatted(
                  ofBase.exact() ? "" : "about ",
                  Size.of(total),
                  Size.of(function),
                  Size.of(ofBase.bytes())));
    }
  }

  private static void inspectManifest(CheckedFunction subject, BaseImage base, Findings findings) {
    int size =
        ManifestDocument.sizeOf(subject.image().format(), base, subject.image().layers().size());
    if (size >= ImageManifest.TOO_LARGE) {
      findings.problem(
          "The image's manifest would have about %s bytes, for %s layers of the base and %s of the function; Lambda takes fewer than %s bytes. Use a base image with fewer layers."
              .formatted(
                  size,
                  base.layers().size(),
                  subject.image().layers().size(),
                  ImageManifest.TOO_LARGE));
    }
  }

  private static void inspectLayers(CheckedFunction subject, BaseImage base, Findings findings) {
    int total = base.layers().size() + subject.image().layers().size();
    if (total > MOST_LAYERS) {
      findings.warning(
          "The image would have %s layers (%s of the base), and container engines stop at %s: 'load', and 'run' with an engine, would fail. Use a base image with fewer layers."
              .formatted(total, base.layers().size(), MOST_LAYERS));
    }
  }

  /** A rounded size, so that the same note is not new after each change of the code. */
  private static String rounded(long bytes) {
    return bytes < 10 * MEGABYTE
        ? "less than 10 MB"
        : "about " + bytes / MEGABYTE / 10 * 10 + " MB";
  }
}
