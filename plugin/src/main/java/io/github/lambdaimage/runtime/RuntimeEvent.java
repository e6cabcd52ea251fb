package io.github.lambdaimage.runtime;

/**
 * Something that a runtime said or did.
 *
 * @param requestId of the invocation that it belongs to, or empty
 * @param body what it sent, or empty
 */
record RuntimeEvent(Kind kind, String requestId, Payload body) {

  /** What it was. */
  enum Kind {
    /** It asks for an invocation, so it is ready for one. */
    NEXT,
    /** Its initialization is over, and with SnapStart, a snapshot is made of it now. */
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
