package io.github.lambdaimage.process;

/** Closes something at the end of a block, or earlier when Maven is told to end. */
public final class AtExit implements AutoCloseable {

  private final Runnable work;
  private final Thread hook;
  private boolean hooked;

  private AtExit(Runnable work) {
    this.work = work;
    this.hook = new Thread(work, "lambda-image-exit");
  }

  /**
   * Closes it always, unless Maven is killed.
   *
   * @param work may run twice, even at the same time
   */
  public static AtExit run(Runnable work) {
    AtExit atExit = new AtExit(work);
    try {
      Runtime.getRuntime().addShutdownHook(atExit.hook);
      atExit.hooked = true;
    } catch (IllegalStateException e) {
      // Maven is ending already: the end of the block is near.
    }
    return atExit;
  }

  /** Whether it runs when Maven ends; false if Maven was ending before. */
  public boolean isCertain() {
    return hooked;
  }

  /**
   * Leaves the work undone.
   *
   * @return false where Maven is ending, whose end does it
   */
  public boolean cancel() {
    try {
      if (hooked) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Override
  public void close() {
    // In this order, for the JVM may stop in between.
    work.run();
    var unused = cancel();
  }
}
