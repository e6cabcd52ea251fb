package io.github.lambdaimage.maven;

import io.github.lambdaimage.registry.Progress;

/**
 * The console for what outlives a single goal, such as connections: it is that of the goal that
 * came last.
 */
final class LatestConsole implements Progress {

  private volatile Console console;

  LatestConsole(Console first) {
    console = first;
  }

  /** Sets the console of the current goal. */
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
