/**
 * Other programs of this machine: where they are, and how they end. Each has a deadline, and ends
 * with Maven, unless that is killed without a chance to do so.
 */
@NullMarked
package io.github.lambdaimage.process;

import org.jspecify.annotations.NullMarked;
