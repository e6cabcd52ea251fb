/**
 * The image itself, base included, as the root of processes on this machine: Linux namespaces that
 * any user may create, with {@code unshare} of util-linux. It needs neither root nor an engine.
 * Programs in there see the image's files and cannot change them, as on Lambda.
 */
@NullMarked
package io.github.lambdaimage.namespace;

import org.jspecify.annotations.NullMarked;
