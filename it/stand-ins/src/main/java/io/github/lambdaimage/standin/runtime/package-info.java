/**
 * AWS's real runtime interface client, run as Lambda runs it but against a stand-in of the Runtime
 * API: what it says of a handler is the truth that the plugin's own check has to agree with.
 */
@NullMarked
package io.github.lambdaimage.standin.runtime;

import org.jspecify.annotations.NullMarked;
