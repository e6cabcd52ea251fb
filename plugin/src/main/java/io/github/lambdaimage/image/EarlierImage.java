package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier build left.
 *
 * @param layout that is whole, or {@code null} if there is none
 * @param record what that one was made of, or {@code null} if this version of the plugin did not
 *     make it
 */
record EarlierImage(@Nullable ImageLayout layout, @Nullable BuildRecord record) {

  private static final EarlierImage NONE = new EarlierImage(null, null);

  static EarlierImage in(Path directory, PluginVersion version) {
    try {
      return new EarlierImage(ImageLayout.open(directory), BuildRecord.read(directory, version));
    } catch (LambdaImageException e) {
      return NONE;
    }
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
        && image.checks().equals(layout.summary().checks());
  }

  /** Whether it is this very image. */
  boolean isOf(ImageSummary image) {
    return layout != null && layout.summary().digest().equals(image.digest());
  }
}
