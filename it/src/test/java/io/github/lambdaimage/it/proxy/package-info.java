@NullMarked
package io.github.lambdaimage.it.proxy;

import org.jspecify.annotations.NullMarked;
