/**
 * Speaks the OCI distribution protocol: pulls base images and publishes finished ones. It is our
 * own because its users are hurt by what others leave out: retries that start afresh, reused
 * connections, blobs that are streamed and sent only where they are missing, and answers that are
 * explained.
 *
 * <p>The way to a registry is a chain, each link of which does one thing and knows the next one
 * alone: {@code Transport} is the wire, {@code Authentication} shows a login, {@code Redirects}
 * follows them, {@code Retry} tries again. On it stand {@code Manifests}, {@code Blobs} and {@code
 * Uploads}, and on these the publisher.
 */
@NullMarked
package io.github.lambdaimage.registry;

import org.jspecify.annotations.NullMarked;
