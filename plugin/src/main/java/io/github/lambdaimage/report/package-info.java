/**
 * The page about an image, for people who want to see what is in it. It is one file that loads
 * nothing from outside, so that it can be kept as an artifact of a pipeline and opened anywhere.
 */
@NullMarked
package io.github.lambdaimage.report;

import org.jspecify.annotations.NullMarked;
