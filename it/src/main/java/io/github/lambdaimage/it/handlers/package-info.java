/**
 * The table of handlers (legal, illegal, odd) in {@code src/handlers}, and the task roots that its
 * rows are about: AWS's client and the plugin's own check are asked about the very same files.
 */
@NullMarked
package io.github.lambdaimage.it.handlers;

import org.jspecify.annotations.NullMarked;
