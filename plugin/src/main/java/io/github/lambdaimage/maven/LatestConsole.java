package io.github.lambdaimage.maven;

import io.github.lambdaimage.registry.Progress;

/**
 * What outlives one goal of a build, such as connections and what {@code begin} has begun, speaks
 * by the console of the goal that came last.
 */
final class LatestConsole implements Progress {

  private volatile Console console;

  LatestConsole(Console first) {
    console = first;
  }

  /** From now on, a goal's own console tells. */
  void set(Console latest) {
    console = latest;
  }

  void info(String line) {
    console.info(line);
  }

  void warn(String line) {
    console.warn(line);
  }

  @Override
  public void transferred(long bytes) {
    console.transfers().transferred(bytes);
  }
}
