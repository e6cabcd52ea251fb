/**
 * Runs the built image here: in a Linux namespace or in a container engine, base included; or in a
 * process, with AWS's runtime interface client and only the image's own layers. All of them use the
 * Runtime API of this package. What runs is what is in the image, so that a missing file is noticed
 * here and not after the deployment.
 */
@NullMarked
package io.github.lambdaimage.runtime;

import org.jspecify.annotations.NullMarked;
