/**
 * The goals: the only package that knows Maven. Mojos turn parameters, project and settings into
 * the values of the other packages, call them, and report the result.
 */
@NullMarked
package io.github.lambdaimage.maven;

import org.jspecify.annotations.NullMarked;
