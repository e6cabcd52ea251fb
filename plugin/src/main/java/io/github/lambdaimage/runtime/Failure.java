package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.time.Duration;

/** What Lambda itself answers where a function has no answer, and how to read what it answers. */
final class Failure {

  private Failure() {}

  /** The runtime's process ended without a word. */
  static Payload exit(String requestId, int exitCode) {
    return error(
        "Runtime.ExitError",
        "RequestId: %s Error: Runtime exited with error: exit status %s"
            .formatted(requestId, exitCode));
  }

  static Payload responseTooLarge() {
    return error(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (%s bytes)."
            .formatted(Payload.LIMIT));
  }

  static Payload requestTooLarge() {
    return error(
        "RequestEntityTooLargeException",
        "Request must be smaller than %s bytes for the InvokeFunction operation"
            .formatted(Payload.LIMIT));
  }

  static Payload busy() {
    return error(
        "TooManyRequestsException",
        "The function is busy with another invocation; here it takes one at a time.");
  }

  static Payload badClientContext() {
    return error("InvalidRequestContentException", "X-Amz-Client-Context is not Base64.");
  }

  static Payload notStarted(String why) {
    return error("ServiceException", why);
  }

  /** Plain text, as AWS's emulator has it. */
  static Payload timeout(Duration timeout) {
    return Payload.of("Task timed out after %s.00 seconds".formatted(timeout.toSeconds()));
  }

  /**
   * The stack trace in an error document, in Java's form; the document itself if it is something
   * else.
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

  /** Whether a document is the one in which AWS's client reports what a function threw. */
  static boolean isError(Payload document) {
    try {
      JsonObject error = JsonObject.parse(document.bytes(), "The answer");
      return error.text("errorType") != null && error.textMap().containsKey("errorMessage");
    } catch (LambdaImageException e) {
      return false;
    }
  }

  private static void append(JsonObject error, StringBuilder trace) {
    trace.append(error.text("errorType")).append(": ").append(error.text("errorMessage"));
    error.texts("stackTrace").forEach(frame -> trace.append("\n\tat ").append(frame));
  }

  private static Payload error(String type, String message) {
    return Payload.of(
        JsonObject.empty().with("errorType", type).with("errorMessage", message).bytes());
  }
}
