/** Work that goes on beside other work, and whose failure is not lost. */
@NullMarked
package io.github.lambdaimage.async;

import org.jspecify.annotations.NullMarked;
