/**
 * What lies beside an image: documents that others wrote, recognised by what is in them, and those
 * that say what the image is. It exists so that neither goals nor registries know of their formats.
 */
@NullMarked
package io.github.lambdaimage.attachment;

import org.jspecify.annotations.NullMarked;
