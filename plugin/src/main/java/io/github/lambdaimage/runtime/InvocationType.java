package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.Quotation;
import java.util.Optional;

/** What the caller waits for. */
enum InvocationType {
  /** The response. */
  REQUEST_RESPONSE(Payload.REQUEST_LIMIT),
  /** Nothing: the event is queued. */
  EVENT(Payload.EVENT_LIMIT),
  /** Whether the function could be invoked. */
  DRY_RUN(Payload.REQUEST_LIMIT);

  private static final int LONGEST_SHOWN = 40;

  private final int limit;

  InvocationType(int limit) {
    this.limit = limit;
  }

  /** The largest size of the event, in bytes. */
  int limit() {
    return limit;
  }

  /** Parses {@code X-Amz-Invocation-Type}. */
  static InvocationType of(Optional<String> header) throws RefusedRequest {
    String text = header.orElse("RequestResponse");
    return switch (text) {
      case "RequestResponse" -> REQUEST_RESPONSE;
      case "Event" -> EVENT;
      case "DryRun" -> DRY_RUN;
      default ->
          throw new RefusedRequest(
              400,
              "ValidationException",
              "X-Amz-Invocation-Type '%s' is not valid. Use RequestResponse, Event or DryRun."
                  .formatted(Quotation.of(text, LONGEST_SHOWN)));
    };
  }
}
