package io.github.lambdaimage.process;

/** Has something closed, at the end of a block or when Maven is told to end before. */
public final class AtExit implements AutoCloseable {

  private final Runnable work;
  private final Thread hook;
  private boolean hooked;

  private AtExit(Runnable work) {
    this.work = work;
    this.hook = new Thread(work, "lambda-image-exit");
  }

  /**
   * Closes it in any case but that of a killed Maven.
   *
   * @param work may be done twice, at the same time too
   */
  public static AtExit run(Runnable work) {
    AtExit atExit = new AtExit(work);
    try {
      Runtime.getRuntime().addShutdownHook(atExit.hook);
      atExit.hooked = true;
    } catch (IllegalStateException e) {
      // Maven is ending already, and this is done on the way: the end of the block is soon.
    }
    return atExit;
  }

  /** Whether the end of Maven does it; it does not where Maven was ending before. */
  public boolean isCertain() {
    return hooked;
  }

  @Override
  public void close() {
    try {
      if (hooked) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException e) {
      // Maven is ending: the hook does the work.
      return;
    }
    work.run();
  }
}
