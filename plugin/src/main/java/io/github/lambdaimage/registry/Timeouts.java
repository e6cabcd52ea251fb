package io.github.lambdaimage.registry;

import java.time.Duration;

/**
 * How long to wait for a registry.
 *
 * @param connect for the connection
 * @param answer for the answer to a request, and for a registry to read more of a body
 * @param commit for the answer to a body: a registry may read a whole layer again before it answers
 */
record Timeouts(Duration connect, Duration answer, Duration commit) {

  static final Timeouts STANDARD =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(300));
}
