package io.github.lambdaimage.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of building an image.
 *
 * @param image that was asked for; {@code null} for a layout that is taken as it is
 * @param changes what changed since the image that lay there before; empty if none lay there
 * @param upToDate whether the very image was there already, and sound
 * @param mended whether it was there, but damaged
 * @param before the image that lay there before, or {@code null} if none did
 */
public record Assembly(
    @Nullable FunctionImage image,
    ImageLayout layout,
    List<String> changes,
    boolean upToDate,
    boolean mended,
    @Nullable ImageSummary before) {

  /** A layout of which nothing more is known. */
  public static Assembly asItIs(ImageLayout layout) {
    return new Assembly(null, layout, List.of(), true, false, layout.summary());
  }
}
