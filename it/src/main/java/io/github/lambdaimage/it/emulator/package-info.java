/**
 * A battery of requests, what AWS's emulator answers to each, and where the plugin answers
 * otherwise. Recorded by hand, against the emulator itself; played against the plugin by every
 * build.
 */
@NullMarked
package io.github.lambdaimage.it.emulator;

import org.jspecify.annotations.NullMarked;
