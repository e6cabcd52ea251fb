/**
 * Turns the files of a function into layers: which file belongs to which layer, the tar stream, and
 * the blob, taken from the cache if it was packed before.
 */
@NullMarked
package io.github.lambdaimage.layer;

import org.jspecify.annotations.NullMarked;
