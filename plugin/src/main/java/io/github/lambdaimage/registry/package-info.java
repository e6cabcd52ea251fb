/**
 * Speaks the OCI distribution protocol: pulls base images and publishes finished ones. It is our
 * own because its users are hurt by what others leave out: retries that start afresh, reused
 * connections, blobs that are streamed and sent only where they are missing, and answers that are
 * explained.
 */
@NullMarked
package io.github.lambdaimage.registry;

import org.jspecify.annotations.NullMarked;
