package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Locale;

/** What a problem means for the build. */
public enum Level {
  /** The build fails. */
  FAIL,
  /** The build logs it and goes on. */
  WARN,
  /** The check is not made. */
  OFF;

  static Level parse(String check, String value) throws LambdaImageException {
    for (Level level : values()) {
      if (level.toString().equals(value)) {
        return level;
      }
    }
    throw new LambdaImageException(
        "<checks>: the level '%s' of '%s' is not valid. Use 'fail', 'warn' or 'off'."
            .formatted(value, check));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
