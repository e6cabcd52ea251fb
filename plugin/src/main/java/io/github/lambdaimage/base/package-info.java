/**
 * The base image as it is: its manifest, config, files and Java. Where its bytes come from is for
 * others to know.
 */
@NullMarked
package io.github.lambdaimage.base;

import org.jspecify.annotations.NullMarked;
