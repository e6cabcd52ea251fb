@NullMarked
package io.github.lambdaimage.standin.hostile;

import org.jspecify.annotations.NullMarked;
