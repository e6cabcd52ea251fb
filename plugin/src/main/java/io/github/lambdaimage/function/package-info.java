/**
 * What a Lambda function image is: its handler, architecture, Java version and files, as plain
 * values that are checked when they are created. Nothing here reads a file or knows Maven,
 * registries or image formats, so that every rule of Lambda's can be read and tested by itself.
 */
@NullMarked
package io.github.lambdaimage.function;

import org.jspecify.annotations.NullMarked;
