@NullMarked
package io.github.lambdaimage.standin.faults;

import org.jspecify.annotations.NullMarked;
