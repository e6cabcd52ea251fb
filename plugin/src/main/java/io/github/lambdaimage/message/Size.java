package io.github.lambdaimage.message;

/** A number of bytes in words. */
public final class Size {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
  private static final long STEP = 1000;
  private static final long TENTHS = 10;

  private Size() {}

  /** About three digits, in decimal units: {@code 812 B}, {@code 19.3 MB}. */
  public static String of(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    // Not with a Formatter, whose classes take longer to load than recognising an unchanged image.
    long unit = STEP;
    int name = 0;
    while (name < UNITS.length - 1 && rounded(bytes, unit) >= STEP) {
      unit *= STEP;
      name++;
    }
    long tenths = rounded(bytes, unit / TENTHS);
    return (tenths < STEP ? tenths / TENTHS + "." + tenths % TENTHS : "" + rounded(bytes, unit))
        + " "
        + UNITS[name];
  }

  private static long rounded(long bytes, long unit) {
    return (bytes + unit / 2) / unit;
  }
}
