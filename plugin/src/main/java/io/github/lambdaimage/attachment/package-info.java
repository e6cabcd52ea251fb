/**
 * Attachments: documents that others wrote, recognised by their content, and those that describe
 * the image. It exists so that neither goals nor registries need to know their formats.
 */
@NullMarked
package io.github.lambdaimage.attachment;

import org.jspecify.annotations.NullMarked;
