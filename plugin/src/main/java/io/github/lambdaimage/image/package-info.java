/**
 * Makes an image out of a {@link io.github.lambdaimage.image.FunctionImage} and keeps it as an OCI
 * layout on disk. Jib writes the layers' tar streams; compression, cache and layout are our own,
 * because there the time goes and because an image must be buildable without being pushed.
 */
@NullMarked
package io.github.lambdaimage.image;

import org.jspecify.annotations.NullMarked;
