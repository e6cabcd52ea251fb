/**
 * An HTTP proxy inside this process, for programs that reach AWS under its own names only and can
 * be led elsewhere by nothing else.
 */
@NullMarked
package io.github.lambdaimage.standin.proxy;

import org.jspecify.annotations.NullMarked;
