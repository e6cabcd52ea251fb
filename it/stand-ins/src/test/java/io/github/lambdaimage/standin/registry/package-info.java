@NullMarked
package io.github.lambdaimage.standin.registry;

import org.jspecify.annotations.NullMarked;
