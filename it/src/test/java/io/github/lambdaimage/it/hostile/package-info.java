@NullMarked
package io.github.lambdaimage.it.hostile;

import org.jspecify.annotations.NullMarked;
