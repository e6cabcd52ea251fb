package io.github.lambdaimage.check;

/**
 * A mistake that a check found.
 *
 * @param message what is wrong, why, and what to do
 */
public record Finding(Check check, Level level, String message) {

  @Override
  public String toString() {
    return message + " (check '" + check + "')";
  }
}
