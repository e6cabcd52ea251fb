/**
 * Images as a registry has them: base images in the shape of AWS's to start from, and pulled images
 * to look at.
 */
@NullMarked
package io.github.lambdaimage.standin.image;

import org.jspecify.annotations.NullMarked;
