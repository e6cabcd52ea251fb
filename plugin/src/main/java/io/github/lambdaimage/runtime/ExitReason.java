package io.github.lambdaimage.runtime;

import java.util.Map;
import java.util.Optional;

/** Why a process has ended, in Lambda's words, which are those of Go. */
final class ExitReason {

  /** Java adds this to the number of the signal that has killed a process, as shells do. */
  private static final int SIGNALLED = 128;

  /**
   * Signals that kill a JVM. It catches others, and exits with the same number; so a process that
   * exits with one of these numbers looks as if it had been killed.
   */
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "illegal instruction",
          5, "trace/breakpoint trap",
          6, "aborted",
          7, "bus error",
          8, "floating point exception",
          9, "killed",
          11, "segmentation fault",
          31, "bad system call");

  private ExitReason() {}

  static String of(int exitCode) {
    if (exitCode == 0) {
      return "Runtime exited without providing a reason";
    }
    return "Runtime exited with error: "
        + Optional.ofNullable(SIGNALS.get(exitCode - SIGNALLED))
            .map(signal -> "signal: " + signal)
            .orElse("exit status " + exitCode);
  }
}
