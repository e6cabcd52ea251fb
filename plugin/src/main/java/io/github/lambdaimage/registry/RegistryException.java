package io.github.lambdaimage.registry;

import io.github.lambdaimage.function.LambdaImageException;

/** A registry said no, or could not be asked. */
public final class RegistryException extends LambdaImageException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String retryAfter;

  RegistryException(String message, int status, String retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  RegistryException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.retryAfter = "";
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** The header of that name, or an empty text. */
  String retryAfter() {
    return retryAfter;
  }
}
