@NullMarked
package io.github.lambdaimage.it.registry;

import org.jspecify.annotations.NullMarked;
