package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import org.jspecify.annotations.Nullable;

/** A registry refused, or could not be reached. */
public final class RegistryException extends LambdaImageException {

  private static final long serialVersionUID = 1;

  private final String what;
  private final String advice;
  private final transient @Nullable Answer answer;

  /**
   * What a registry answered.
   *
   * @param registry that was asked
   * @param request the request's method and path, such as {@code PUT /v2/orders/manifests/1.0}
   * @param status of HTTP
   * @param code of the registry's error document, such as {@code NAME_UNKNOWN}, or empty
   * @param message of the error document, or else the body
   * @param retryAfter the header of that name, or empty
   */
  public record Answer(
      RegistryHost registry,
      String request,
      int status,
      String code,
      String message,
      String retryAfter) {}

  RegistryException(String what, String advice, Answer answer) {
    this(what, advice, answer, null);
  }

  RegistryException(String what, String advice, Throwable cause) {
    this(what, advice, null, cause);
  }

  private RegistryException(
      String what, String advice, @Nullable Answer answer, @Nullable Throwable cause) {
    super((what + ". " + advice).strip(), cause);
    this.what = what;
    this.advice = advice;
    this.answer = answer;
  }

  /** The same failure, with more about what happened. */
  RegistryException noting(String more) {
    return new RegistryException(
        what + more, advice, answer, getCause() == null ? this : getCause());
  }

  /** The same failure, with what to know first. */
  RegistryException after(String before) {
    return new RegistryException(
        before + what, advice, answer, getCause() == null ? this : getCause());
  }

  /** The same failure, with better advice. */
  public RegistryException advising(String otherAdvice) {
    return new RegistryException(what, otherAdvice, answer, this);
  }

  /** The same failure, with additional advice. */
  RegistryException advisingAlso(String more) {
    return new RegistryException(
        what, (advice + " " + more).strip(), answer, getCause() == null ? this : getCause());
  }

  /** The registry's answer; {@code null} if it could not be reached. */
  public @Nullable Answer answer() {
    return answer;
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return answer == null ? 0 : answer.status();
  }

  /** The code of the error document, or an empty text. */
  public String code() {
    return answer == null ? "" : answer.code();
  }

  String retryAfter() {
    return answer == null ? "" : answer.retryAfter();
  }
}
