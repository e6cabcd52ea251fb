/**
 * Runs the built image here: in a namespace of Linux or in a container engine, base included; or in
 * a process, with AWS's runtime interface client and the image's own layers alone. Each asks the
 * Runtime API of this package. What runs is what is in the image, so that a file which it lacks is
 * missed here and not after the deployment.
 */
@NullMarked
package io.github.lambdaimage.runtime;

import org.jspecify.annotations.NullMarked;
