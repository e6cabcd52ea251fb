/**
 * The base image: its manifest, config, files and Java. Other packages know where its bytes come
 * from.
 */
@NullMarked
package io.github.lambdaimage.base;

import org.jspecify.annotations.NullMarked;
