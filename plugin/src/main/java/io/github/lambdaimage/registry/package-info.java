/**
 * Speaks the OCI distribution protocol: pulls base images and publishes built ones. It is our own
 * because other clients lack what its users need: retries that start over, reused connections,
 * blobs that are streamed and sent only if they are missing, and explained answers.
 *
 * <p>The way to a registry is a chain, in which each link does one thing and knows only the next
 * one: {@code Transport} sends, {@code Authentication} adds a login, {@code Redirects} follows
 * redirects, {@code Retry} tries again. {@code Manifests}, {@code Blobs} and {@code Uploads} use
 * the chain, and the publisher uses these.
 */
@NullMarked
package io.github.lambdaimage.registry;

import org.jspecify.annotations.NullMarked;
