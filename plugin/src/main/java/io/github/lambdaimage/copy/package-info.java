/**
 * Files of other images, like those of {@code COPY --from} in a Dockerfile. They are found in the
 * layers of their image and extracted to the cache; from then on they are files like any other.
 */
@NullMarked
package io.github.lambdaimage.copy;

import org.jspecify.annotations.NullMarked;
