/**
 * Builds an image from a {@link io.github.lambdaimage.image.FunctionImage} and keeps it as an OCI
 * layout on disk: plan, layers, documents, files. Building does not include sending: what was
 * tested is what is published.
 */
@NullMarked
package io.github.lambdaimage.image;

import org.jspecify.annotations.NullMarked;
