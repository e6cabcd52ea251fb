package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier build left.
 *
 * @param layout that is complete, or {@code null} if there is none
 * @param record what it was made from, or {@code null} if another version of the plugin made it
 * @param sound the stamps of those layer blobs whose bytes are known to be right
 */
record EarlierImage(
    @Nullable ImageLayout layout, @Nullable BuildRecord record, Map<Digest, String> sound) {

  /**
   * The image in a directory; its large blobs are not read, and none counts as right.
   *
   * @param record of it, if there is one
   */
  static EarlierImage in(Path directory, @Nullable BuildRecord record) {
    try {
      ImageLayout layout = ImageLayout.open(directory);
      if (layout.isIntact()) {
        return new EarlierImage(layout, record, Map.of());
      }
    } catch (LambdaImageException e) {
      // What is incomplete is built again.
    }
    return new EarlierImage(null, record == null ? null : record.withoutLayers(), Map.of());
  }

  /**
   * The same image, with its layers' blobs checked. Those with other stamps than recorded are read:
   * somebody wrote to them, or a pipeline's cache has restored them.
   */
  EarlierImage verified() {
    if (layout == null || record == null) {
      return this;
    }
    Map<Digest, String> stamps = new HashMap<>();
    for (BuiltLayer layer : layout.summary().layers()) {
      LayerBlob blob = layer.blob();
      String stamp =
          BlobStamp.confirm(
              layout.blob(blob.digest()), blob.digest(), blob.size(), record.stamp(layer));
      if (stamp != null) {
        stamps.put(blob.digest(), stamp);
      }
    }
    return new EarlierImage(layout, record.stamped(stamps), stamps);
  }

  /** Whether a blob exists whose bytes are known to be right. */
  boolean hasSound(LayerBlob blob) {
    return sound.containsKey(blob.digest());
  }

  /** Whether all its blobs are known to be right. */
  boolean isSound() {
    if (layout == null) {
      return false;
    }
    for (BuiltLayer layer : layout.summary().layers()) {
      if (!hasSound(layer.blob())) {
        return false;
      }
    }
    return true;
  }

  @Nullable ImageSummary summary() {
    return layout == null ? null : layout.summary();
  }

  /** The results of its checks. */
  List<CheckResult> checks() {
    return layout == null ? List.of() : layout.summary().checks();
  }

  /** Whether exactly this summary is on disk, apart from where the image was published. */
  boolean isSaid(ImageSummary image) {
    return isOf(image)
        && layout != null
        && image.base().equals(layout.summary().base())
        && image.copied().equals(layout.summary().copied())
        && image.checks().equals(layout.summary().checks());
  }

  /** Whether it is this very image. */
  boolean isOf(ImageSummary image) {
    return layout != null && layout.summary().digest().equals(image.digest());
  }
}
