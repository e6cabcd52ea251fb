package io.github.lambdaimage.maven;

import io.github.lambdaimage.registry.Progress;

/**
 * What modules of a build share speaks by the console of the goal that came last: their connections
 * outlive any one goal.
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
