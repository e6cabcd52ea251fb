/**
 * What is inside of a function's jars and files, as bytes: which Java its classes are of, which
 * machines its native code is for. Nothing is loaded as a class. It takes a while to find out, so
 * it is remembered by content, beside the layers.
 */
@NullMarked
package io.github.lambdaimage.content;

import org.jspecify.annotations.NullMarked;
