/**
 * The words in which people are told what happened: the only exception that they see, why reading
 * or writing failed, how large something is. Every other package uses it.
 */
@NullMarked
package io.github.lambdaimage.message;

import org.jspecify.annotations.NullMarked;
