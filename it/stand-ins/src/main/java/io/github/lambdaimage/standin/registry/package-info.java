/**
 * An OCI registry inside this process, so that a test can look at what really arrived: strict where
 * real registries are strict, and able to tell every request that it got.
 */
@NullMarked
package io.github.lambdaimage.standin.registry;

import org.jspecify.annotations.NullMarked;
