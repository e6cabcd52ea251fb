/**
 * What a function's jars and files contain, as bytes: which Java its classes are for, which
 * machines its native code is for. Nothing is loaded as a class. Finding out takes a while, so it
 * is remembered by content, beside the layers.
 */
@NullMarked
package io.github.lambdaimage.content;

import org.jspecify.annotations.NullMarked;
