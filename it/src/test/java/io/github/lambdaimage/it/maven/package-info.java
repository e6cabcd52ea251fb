@NullMarked
package io.github.lambdaimage.it.maven;

import org.jspecify.annotations.NullMarked;
