/**
 * Runs the built image here: AWS's runtime interface client in a process, and the Runtime API that
 * it asks; or a container engine, where a process will not do. What runs is the image's own layers,
 * so that a file which the image lacks is missed here and not after the deployment.
 */
@NullMarked
package io.github.lambdaimage.runtime;

import org.jspecify.annotations.NullMarked;
