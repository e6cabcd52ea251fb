package io.github.lambdaimage.runtime;

import io.github.lambdaimage.runtime.RuntimeEvent.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Passes what a runtime says to whoever waits for it: the start of the runtime, or one of its
 * current invocations.
 */
final class EventInboxes {

  private final int most;
  private final BlockingQueue<RuntimeEvent> start = new LinkedBlockingQueue<>();
  private final Map<String, BlockingQueue<RuntimeEvent>> invocations = new LinkedHashMap<>();
  private boolean exited;

  /**
   * Inboxes.
   *
   * @param most how many invocations the runtime takes at once
   */
  EventInboxes(int most) {
    this.most = most;
  }

  /** What the runtime says before its first invocation. */
  BlockingQueue<RuntimeEvent> start() {
    return start;
  }

  /** The inbox of an invocation, to be opened before it is handed out. */
  synchronized BlockingQueue<RuntimeEvent> open(String requestId) {
    BlockingQueue<RuntimeEvent> inbox = new LinkedBlockingQueue<>();
    invocations.put(requestId, inbox);
    if (exited) {
      inbox.add(RuntimeEvent.of(Kind.EXIT));
    }
    return inbox;
  }

  synchronized void close(String requestId) {
    invocations.remove(requestId);
  }

  /** Receives what a runtime says; the end of its process ends everything. */
  synchronized void accept(RuntimeEvent event) {
    exited |= event.kind() == Kind.EXIT;
    BlockingQueue<RuntimeEvent> its = invocations.get(event.requestId());
    if (its != null) {
      its.add(event);
      return;
    }
    if (invocations.isEmpty()) {
      start.add(event);
    } else if (event.kind() != Kind.NEXT || most == 1) {
      // With several invocations, nobody knows which one has ended when the runtime asks for more.
      invocations.values().forEach(inbox -> inbox.add(event));
    }
  }
}
