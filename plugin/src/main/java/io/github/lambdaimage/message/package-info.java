/**
 * The words in which people are told what happened: the one exception that they see, why reading or
 * writing failed, how large something is. Every other package speaks through it.
 */
@NullMarked
package io.github.lambdaimage.message;

import org.jspecify.annotations.NullMarked;
