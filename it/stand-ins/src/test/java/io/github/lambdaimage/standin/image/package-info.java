@NullMarked
package io.github.lambdaimage.standin.image;

import org.jspecify.annotations.NullMarked;
