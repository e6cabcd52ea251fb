@NullMarked
package io.github.lambdaimage.it.faults;

import org.jspecify.annotations.NullMarked;
