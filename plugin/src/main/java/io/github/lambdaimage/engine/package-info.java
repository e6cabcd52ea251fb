/**
 * The container engine of this machine, for users who have one and want the image in it. It is used
 * through its command line, which {@code docker}, {@code podman}, {@code finch} and {@code nerdctl}
 * have in common; each has another API, and only some have a daemon.
 */
@NullMarked
package io.github.lambdaimage.engine;

import org.jspecify.annotations.NullMarked;
