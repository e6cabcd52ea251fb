/**
 * Makes an image out of a {@link io.github.lambdaimage.image.FunctionImage} and keeps it as an OCI
 * layout on disk: what is needed, layers, documents, files. An image is made without being sent,
 * because what was tested is to be what is published.
 */
@NullMarked
package io.github.lambdaimage.image;

import org.jspecify.annotations.NullMarked;
