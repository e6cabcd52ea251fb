package io.github.lambdaimage.image;

import java.util.List;

/**
 * What came of building an image.
 *
 * @param changes what changed since the image that lay there before; empty if none lay there
 * @param upToDate whether the very image was there already
 * @param checksBefore of the image that lay there before
 */
public record Assembly(
    ImageLayout layout, List<String> changes, boolean upToDate, List<CheckResult> checksBefore) {}
