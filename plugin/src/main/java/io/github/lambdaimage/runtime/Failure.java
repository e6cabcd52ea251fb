package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lambda's own answers when a function has none, and how to read error documents. */
final class Failure {

  private static final double MILLIS = 1000;

  private Failure() {}

  /**
   * The runtime's process exited without reporting anything.
   *
   * @param requestId of the invocation during which it exited, if there was one
   */
  static Payload exit(Optional<String> requestId, int exitCode) {
    return error("Runtime.ExitError", of(requestId) + "Error: " + ExitReason.of(exitCode));
  }

  /** As from Lambda; AWS's emulator answers with plain text, which is not JSON. */
  static Payload timeout(Optional<String> requestId, Duration timeout) {
    return error(
        "Sandbox.Timedout",
        String.format(
            Locale.ROOT,
            "%sError: Task timed out after %.2f seconds",
            of(requestId),
            timeout.toMillis() / MILLIS));
  }

  static Payload responseTooLarge() {
    return error(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (%s bytes)."
            .formatted(Payload.RESPONSE_LIMIT));
  }

  static Payload notStarted(String why) {
    return error("ServiceException", why);
  }

  /**
   * The stack trace in an error document, in Java's form; for other documents, the document itself.
   */
  static String stackTrace(Payload document) {
    try {
      StringBuilder trace = new StringBuilder();
      JsonObject error = JsonObject.parse(document.bytes(), "The error");
      append(error, trace);
      for (JsonObject cause = error.object("cause");
          cause.text("errorType") != null;
          cause = cause.object("cause")) {
        append(cause, trace.append("\nCaused by: "));
      }
      return trace.toString();
    } catch (LambdaImageException e) {
      return document.toString();
    }
  }

  private static void append(JsonObject error, StringBuilder trace) {
    trace.append(error.text("errorType")).append(": ").append(error.text("errorMessage"));
    error.texts("stackTrace").forEach(frame -> trace.append("\n\tat ").append(frame));
  }

  private static String of(Optional<String> requestId) {
    return requestId.map(id -> "RequestId: " + id + " ").orElse("");
  }

  /** An error document in Lambda's form, also for its APIs. */
  static Payload error(String type, String message) {
    return Payload.of(
        JsonObject.empty().with("errorType", type).with("errorMessage", message).bytes());
  }
}
