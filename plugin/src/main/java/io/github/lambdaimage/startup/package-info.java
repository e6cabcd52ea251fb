/**
 * Functions that start faster: when the image is built, the image's own JVM writes a cache of the
 * classes that the function loads, and a small program in the image makes each later JVM use it.
 */
@NullMarked
package io.github.lambdaimage.startup;

import org.jspecify.annotations.NullMarked;
