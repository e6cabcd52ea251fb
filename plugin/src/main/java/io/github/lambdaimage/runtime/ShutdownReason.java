package io.github.lambdaimage.runtime;

import java.util.Locale;

/** Why a runtime is ended, as extensions learn it. */
enum ShutdownReason {
  /** It is no longer needed. */
  SPINDOWN,
  /** An invocation, or the start, took too long. */
  TIMEOUT,
  /** It exited by itself. */
  FAILURE;

  static ShutdownReason of(Answer answer) {
    return answer.kind() == Answer.Kind.TIMEOUT ? TIMEOUT : FAILURE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
