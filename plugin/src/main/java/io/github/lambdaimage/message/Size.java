package io.github.lambdaimage.message;

import java.util.Locale;

/** Bytes as people read them. */
public final class Size {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
  private static final double STEP = 1000;

  private Size() {}

  /** Three digits or so, in decimal units: {@code 812 B}, {@code 19.3 MB}. */
  public static String of(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes / STEP;
    int unit = 0;
    while (Math.round(value) >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }
}
