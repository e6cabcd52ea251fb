/**
 * Maven from inside a test: what the scripts of an invoker project share, and builds that they or
 * the demo run as a user would.
 */
@NullMarked
package io.github.lambdaimage.it.maven;

import org.jspecify.annotations.NullMarked;
