/**
 * Other programs of this machine: where they are, and how they end. Each has a deadline, and ends
 * with Maven. If Maven is killed, a kill switch ends a function in a process; a namespace and a
 * container end when their input does.
 */
@NullMarked
package io.github.lambdaimage.process;

import org.jspecify.annotations.NullMarked;
