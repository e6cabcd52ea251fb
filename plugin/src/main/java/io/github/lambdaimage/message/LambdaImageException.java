package io.github.lambdaimage.message;

import org.jspecify.annotations.Nullable;

/**
 * The only failure that users see. Its message says what failed (the value in quotes), why, and
 * what to do.
 */
public class LambdaImageException extends Exception {

  private static final long serialVersionUID = 1;

  public LambdaImageException(String message) {
    super(message);
  }

  public LambdaImageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
