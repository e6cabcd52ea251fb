package io.github.lambdaimage.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of building an image.
 *
 * @param image that was requested; {@code null} for a layout that is used as it is
 * @param changes what has changed since the previous image; empty if there was none
 * @param upToDate whether the same image existed already, undamaged
 * @param mended whether it existed, but was damaged
 * @param before the previous image, or {@code null} if there was none
 */
public record Assembly(
    @Nullable FunctionImage image,
    ImageLayout layout,
    List<String> changes,
    boolean upToDate,
    boolean mended,
    @Nullable ImageSummary before) {

  /** A layout of which nothing else is known. */
  public static Assembly asItIs(ImageLayout layout) {
    return new Assembly(null, layout, List.of(), true, false, layout.summary());
  }
}
