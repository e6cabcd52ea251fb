/**
 * What goes wrong on the way to a registry and inside it, at the very step that a test wants: a
 * push is worth something only if it survives this or tells it well.
 */
@NullMarked
package io.github.lambdaimage.standin.faults;

import org.jspecify.annotations.NullMarked;
