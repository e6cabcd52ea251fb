package io.github.lambdaimage.it.handlers;

/** What AWS's client does with a handler. */
public enum Verdict {
  ACCEPTED,
  REJECTED,
  /** Fails, but for a reason that only running the function's code tells. */
  RUNTIME_ONLY
}
