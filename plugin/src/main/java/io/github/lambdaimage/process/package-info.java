/**
 * Other programs of this machine: where they are, and how they end. Each has a deadline, and none
 * outlives Maven, however Maven ends.
 */
@NullMarked
package io.github.lambdaimage.process;

import org.jspecify.annotations.NullMarked;
