/**
 * Functions that start faster: a JVM of the image itself writes a cache of the classes that the
 * function loads, when the image is built, and a small program in the image has each later JVM
 * start with it.
 */
@NullMarked
package io.github.lambdaimage.startup;

import org.jspecify.annotations.NullMarked;
