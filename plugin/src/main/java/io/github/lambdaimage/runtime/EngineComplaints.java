package io.github.lambdaimage.runtime;

/** What an engine has said of containers that did not come to their program. */
final class EngineComplaints {

  /** The kernel's words of programs for another machine, by the mouth of every engine. */
  private static final String FOREIGN = "exec format error";

  /**
   * What starts containers for an engine, such as crun or runc, goes by this name in its errors.
   */
  private static final String OF_RUNTIME = "OCI ";

  private volatile boolean foreign;
  private volatile boolean refused;

  /** Whether the image is for another kind of machine. */
  boolean isForeign() {
    return foreign;
  }

  /** Whether it may be that a container was not started; a function may have the words, too. */
  boolean isRefused() {
    return refused;
  }

  /** Hands lines on, and looks at each. */
  RuntimeOutput noting(RuntimeOutput lines) {
    return new RuntimeOutput() {
      @Override
      public void accept(String line) {
        note(line);
        lines.accept(line);
      }

      @Override
      public void acceptBeside(String line) {
        note(line);
        lines.acceptBeside(line);
      }
    };
  }

  private void note(String line) {
    if (line.contains(FOREIGN)) {
      foreign = true;
    }
    if (line.contains(OF_RUNTIME)) {
      refused = true;
    }
  }
}
