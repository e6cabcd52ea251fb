package io.github.lambdaimage.runtime;

import java.util.Locale;

/** Why a runtime is ended, as extensions are told. */
enum ShutdownReason {
  /** Nobody needs it any more. */
  SPINDOWN,
  /** An invocation, or the start, took too long. */
  TIMEOUT,
  /** It ended by itself. */
  FAILURE;

  static ShutdownReason of(Answer answer) {
    return answer.kind() == Answer.Kind.TIMEOUT ? TIMEOUT : FAILURE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
