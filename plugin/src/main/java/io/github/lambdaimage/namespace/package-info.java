/**
 * The image itself, base included, as the root of processes on this machine: namespaces of Linux
 * that any user may make, with {@code unshare} of util-linux. Neither root nor an engine is needed.
 * What runs in there sees the image's files and cannot change them, as on Lambda.
 */
@NullMarked
package io.github.lambdaimage.namespace;

import org.jspecify.annotations.NullMarked;
