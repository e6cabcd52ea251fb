package io.github.lambdaimage.message;

/** A number of things in words. */
public final class Count {

  private Count() {}

  /**
   * {@code 1 layer}, {@code 2 layers}.
   *
   * @param thing its name, whose plural ends in {@code s}
   */
  public static String of(int number, String thing) {
    return number == 1 ? "1 " + thing : number + " " + thing + "s";
  }
}
