package io.github.lambdaimage.standin.runtime;

import java.util.Optional;

/**
 * What the client made of a handler at its first invocation.
 *
 * @param response what the handler answered, or empty
 * @param errorType a class name, or empty where the client names none
 * @param errorMessage what the client reported, or what the process printed when it reported
 *     nothing
 */
public record Outcome(Kind kind, String response, String errorType, String errorMessage) {

  /** Where it ended. */
  public enum Kind {
    RESPONSE,
    INVOCATION_ERROR,
    INIT_ERROR,
    /** The process ended without a word to the Runtime API; Lambda calls it Runtime.ExitError. */
    EXIT,
    TIMEOUT
  }

  static Outcome response(String body) {
    return new Outcome(Kind.RESPONSE, body, "", "");
  }

  static Outcome error(Kind kind, Optional<String> type, String message) {
    return new Outcome(kind, "", type.orElse(""), message);
  }

  public boolean accepted() {
    return kind == Kind.RESPONSE;
  }
}
