package io.github.lambdaimage.runtime;

/** The messages of an engine about containers that did not start their program. */
final class EngineComplaints {

  /** The kernel's message about programs for another machine, which every engine passes on. */
  private static final String FOREIGN = "exec format error";

  /** The name with which runtimes such as crun and runc begin their errors. */
  private static final String OF_RUNTIME = "OCI ";

  private volatile boolean foreign;
  private volatile boolean refused;

  /** Whether the image is for another kind of machine. */
  boolean isForeign() {
    return foreign;
  }

  /**
   * Whether it is possible that a container was not started; a function may print the same text.
   */
  boolean isRefused() {
    return refused;
  }

  /** Passes lines on, and examines each. */
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
