package io.github.lambdaimage.runtime;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The current invocations of a runtime; each has one response. */
final class HandedInvocations {

  private final int most;
  private final Map<String, Boolean> answered = new LinkedHashMap<>();
  private boolean any;

  /**
   * None yet.
   *
   * @param most how many the runtime takes at once
   */
  HandedInvocations(int most) {
    this.most = most;
  }

  /** Adds one; if there is no room for it, those with responses are forgotten. */
  synchronized void handOut(String id) {
    any = true;
    Iterator<Boolean> answers = answered.values().iterator();
    while (answered.size() >= most && answers.hasNext()) {
      // A runtime that takes one at a time has finished it when it asks for the next.
      if (answers.next() || most == 1) {
        answers.remove();
      }
    }
    answered.put(id, false);
  }

  /** Whether there has been one. */
  synchronized boolean isAnyHandedOut() {
    return any;
  }

  synchronized boolean has(String id) {
    return answered.containsKey(id);
  }

  /** Whether this response is the first. */
  synchronized boolean answer(String id) {
    return Boolean.FALSE.equals(answered.replace(id, true));
  }
}
