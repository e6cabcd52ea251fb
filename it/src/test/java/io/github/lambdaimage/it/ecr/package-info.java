@NullMarked
package io.github.lambdaimage.it.ecr;

import org.jspecify.annotations.NullMarked;
