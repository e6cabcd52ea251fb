/**
 * What would break on Lambda, found while building: from bytes, without loading a class. A package
 * of its own because it knows how Lambda's runtime reads an image, which nobody who makes or sends
 * one needs to know.
 */
@NullMarked
package io.github.lambdaimage.check;

import org.jspecify.annotations.NullMarked;
