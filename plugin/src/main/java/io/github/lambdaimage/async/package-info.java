/** Work beside other work, whose failures are not lost. */
@NullMarked
package io.github.lambdaimage.async;

import org.jspecify.annotations.NullMarked;
