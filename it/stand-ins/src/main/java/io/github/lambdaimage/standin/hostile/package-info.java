/**
 * A registry that answers whatever a test wants, byte by byte: what is read of a base is worth
 * nothing if it can hang, fill or break a build.
 */
@NullMarked
package io.github.lambdaimage.standin.hostile;

import org.jspecify.annotations.NullMarked;
