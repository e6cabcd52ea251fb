/**
 * Other programs of this machine: where they are, and how they end. Each has a deadline, and ends
 * with Maven; where that is killed without a chance to do so, a function in a process by a kill
 * switch; a namespace and a container end by their input.
 */
@NullMarked
package io.github.lambdaimage.process;

import org.jspecify.annotations.NullMarked;
