/**
 * What would break on Lambda, found while building: from bytes, without loading a class. It is a
 * package of its own because it knows how Lambda's runtime reads an image, which is not needed to
 * build or send one.
 */
@NullMarked
package io.github.lambdaimage.check;

import org.jspecify.annotations.NullMarked;
