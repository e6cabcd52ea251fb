@NullMarked
package io.github.lambdaimage.standin.proxy;

import org.jspecify.annotations.NullMarked;
