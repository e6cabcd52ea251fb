/**
 * Files of other images: what a Dockerfile takes by {@code COPY --from}. They are looked for in the
 * layers of their image, unpacked to the cache, and are files like any other from there on.
 */
@NullMarked
package io.github.lambdaimage.copy;

import org.jspecify.annotations.NullMarked;
