/**
 * Makes one gzip member on all cores, the same bytes on every machine. It is our own because the
 * JDK deflates with whichever zlib it is linked with, and a digest must not depend on that.
 */
@NullMarked
package io.github.lambdaimage.gzip;

import org.jspecify.annotations.NullMarked;
