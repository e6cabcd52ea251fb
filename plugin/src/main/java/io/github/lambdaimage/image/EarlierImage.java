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
 * @param layout that is whole, or {@code null} if there is none
 * @param record what that one was made of, or {@code null} if this version of the plugin did not
 *     make it
 * @param sound the stamps of those blobs of layers whose bytes are known to be right
 */
record EarlierImage(
    @Nullable ImageLayout layout, @Nullable BuildRecord record, Map<Digest, String> sound) {

  /**
   * What lies in a directory; its large blobs are not looked at, and none counts as sound.
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
      // What is not whole is made anew.
    }
    return new EarlierImage(null, record == null ? null : record.withoutLayers(), Map.of());
  }

  /**
   * The same, with what is known of the blobs of its layers. Those are read whose stamps are not
   * the recorded ones: somebody wrote to them, or a pipeline's cache has brought them here.
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

  /** Whether a blob is there whose bytes are known to be right. */
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

  /** What the checks made of it. */
  List<CheckResult> checks() {
    return layout == null ? List.of() : layout.summary().checks();
  }

  /** Whether this very summary, but for where the image was published, is on disk. */
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
