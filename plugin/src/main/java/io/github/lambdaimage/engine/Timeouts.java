package io.github.lambdaimage.engine;

import java.time.Duration;

/**
 * How long to wait for an engine, which may wait for a daemon that hangs.
 *
 * @param load for loading an image: at 10 GB, it is written twice
 * @param start for a runtime to ask for its first event, at least: meanwhile the engine also
 *     creates the container, and may emulate the machine
 * @param command for anything else
 */
public record Timeouts(Duration load, Duration start, Duration command) {

  static final Timeouts STANDARD =
      new Timeouts(Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofMinutes(1));
}
