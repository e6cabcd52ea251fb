/**
 * The goals: the only place that knows Maven. Mojos turn parameters, project and settings into the
 * values of the other packages, call them, and report what came of it.
 */
@NullMarked
package io.github.lambdaimage.maven;

import org.jspecify.annotations.NullMarked;
