@NullMarked
package io.github.lambdaimage.it.handlers;

import org.jspecify.annotations.NullMarked;
