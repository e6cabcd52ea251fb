package io.github.lambdaimage.runtime;

/**
 * What a runtime said or did.
 *
 * @param requestId of the invocation that it belongs to, or empty
 * @param body that it sent, or empty
 */
record RuntimeEvent(Kind kind, String requestId, Payload body) {

  /** What it was. */
  enum Kind {
    /** It asks for an invocation, so it is ready. */
    NEXT,
    /** Its init has ended; with SnapStart, the snapshot would be made now. */
    SNAPSHOT,
    RESPONSE,
    ERROR,
    INIT_ERROR,
    /** Its process ended. */
    EXIT
  }

  static RuntimeEvent of(Kind kind) {
    return new RuntimeEvent(kind, "", Payload.EMPTY);
  }
}
