package io.github.lambdaimage.image;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;

/**
 * The gain of a startup cache, measured once on the machine that made it.
 *
 * @param before milliseconds from the start of the image until the function is ready, without the
 *     cache
 * @param after the same with the cache
 * @param size in bytes, of its layer in the registry
 */
public record StartupFigures(long before, long after, long size) {

  private static final int PERCENT = 100;

  static StartupFigures parse(String before, String after, String size)
      throws LambdaImageException {
    try {
      return new StartupFigures(
          Long.parseLong(before), Long.parseLong(after), Long.parseLong(size));
    } catch (NumberFormatException e) {
      throw new LambdaImageException("These are not the figures of a startup cache.", e);
    }
  }

  /** For people: {@code init 1,210 ms → 560 ms (−54 %), 14.2 MB}. */
  @Override
  public String toString() {
    long change = before == 0 ? 0 : Math.round((after - before) * (double) PERCENT / before);
    return "init "
        + millis(before)
        + " → "
        + millis(after)
        + " ("
        + (change > 0 ? "+" : change < 0 ? "−" : "")
        + Math.abs(change)
        + " %), "
        + Size.of(size);
  }

  /** Not with a Formatter, whose classes an unchanged image would load only for this. */
  private static String millis(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text + " ms";
  }
}
