package io.github.lambdaimage.check;

/** The edit distance of two words. */
final class EditDistance {

  private EditDistance() {}

  /** Insertions, deletions and replacements (Levenshtein), ignoring case. */
  static int between(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] current = new int[other.length() + 1];
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int replaced = previous[column - 1] + (same(one, row, other, column) ? 0 : 1);
        current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[other.length()];
  }

  private static boolean same(String one, int row, String other, int column) {
    return Character.toLowerCase(one.charAt(row - 1))
        == Character.toLowerCase(other.charAt(column - 1));
  }
}
