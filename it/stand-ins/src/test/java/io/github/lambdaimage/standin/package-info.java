/** The examples of this module's README, which have to compile and to do what it says. */
@NullMarked
package io.github.lambdaimage.standin;

import org.jspecify.annotations.NullMarked;
