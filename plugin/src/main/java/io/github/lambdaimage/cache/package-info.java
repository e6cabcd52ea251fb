/**
 * What is remembered on disk between builds: files that appear complete or not at all, under names
 * that say what is in them, beside the artifacts of the local repository.
 */
@NullMarked
package io.github.lambdaimage.cache;

import org.jspecify.annotations.NullMarked;
