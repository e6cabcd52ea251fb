/**
 * Other programs of this machine: where they are, and how they end. Each has a deadline, and ends
 * with Maven; where that is killed without a chance to do so, the function's own by a kill switch.
 */
@NullMarked
package io.github.lambdaimage.process;

import org.jspecify.annotations.NullMarked;
