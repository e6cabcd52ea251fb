@NullMarked
package io.github.lambdaimage.standin.ecr;

import org.jspecify.annotations.NullMarked;
