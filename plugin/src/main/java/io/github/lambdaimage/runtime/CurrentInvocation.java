package io.github.lambdaimage.runtime;

/** The invocation that a runtime is at, which has one answer. */
final class CurrentInvocation {

  private String requestId = "";
  private boolean answered;

  synchronized void handOut(String id) {
    requestId = id;
    answered = false;
  }

  /** Whether there has been one. */
  synchronized boolean isHandedOut() {
    return !requestId.isEmpty();
  }

  synchronized boolean is(String id) {
    return requestId.equals(id);
  }

  /** Whether this answer is the first. */
  synchronized boolean answer() {
    boolean first = !answered;
    answered = true;
    return first;
  }
}
