package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What Lambda itself answers where a function has no answer, and how to read what it answers. */
final class Failure {

  private static final double MILLIS = 1000;

  private Failure() {}

  /**
   * The runtime's process ended without a word.
   *
   * @param requestId of the invocation that it ended with, if there was one
   */
  static Payload exit(Optional<String> requestId, int exitCode) {
    return error("Runtime.ExitError", of(requestId) + "Error: " + ExitReason.of(exitCode));
  }

  /** As Lambda has it; AWS's emulator answers with the text alone, which is no JSON. */
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

  private static void append(JsonObject error, StringBuilder trace) {
    trace.append(error.text("errorType")).append(": ").append(error.text("errorMessage"));
    error.texts("stackTrace").forEach(frame -> trace.append("\n\tat ").append(frame));
  }

  private static String of(Optional<String> requestId) {
    return requestId.map(id -> "RequestId: " + id + " ").orElse("");
  }

  /** Of Lambda's form: its APIs have such documents too. */
  static Payload error(String type, String message) {
    return Payload.of(
        JsonObject.empty().with("errorType", type).with("errorMessage", message).bytes());
  }
}
