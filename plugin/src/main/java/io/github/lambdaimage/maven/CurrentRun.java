package io.github.lambdaimage.maven;

/** The run that serves now; once this is closed, so is each that would come after. */
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
   * Has another run in the place of the one before, which is ended.
   *
   * @return whether the next one is to be started; otherwise it is ended too
   */
  boolean exchange(LocalRun next) {
    LocalRun before = run;
    run = next;
    before.close();
    // Looked at after the exchange: whoever closes sees the next run, or it is seen here.
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
