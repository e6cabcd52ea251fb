@NullMarked
package io.github.lambdaimage.it.image;

import org.jspecify.annotations.NullMarked;
