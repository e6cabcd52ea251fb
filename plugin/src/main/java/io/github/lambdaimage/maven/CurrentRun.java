package io.github.lambdaimage.maven;

/** The run that serves now; once this is closed, later runs are closed at once. */
final class CurrentRun implements AutoCloseable {

  private volatile LocalRun run;
  private volatile boolean closed;

  CurrentRun(LocalRun first) {
    this.run = first;
  }

  LocalRun get() {
    return run;
  }

  /**
   * Replaces the current run, and ends the old one.
   *
   * @return whether to start the next one; otherwise it is ended too
   */
  boolean exchange(LocalRun next) {
    LocalRun before = run;
    run = next;
    before.close();
    // Check after the exchange: either close() sees the next run, or this sees that it is closed.
    if (closed) {
      next.close();
      return false;
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
    run.close();
  }
}
