package io.github.lambdaimage.gzip;

/**
 * The symbols of match lengths and distances: each stands for a range, and extra bits say which of
 * it (RFC 1951, 3.2.5).
 */
final class MatchSymbols {

  private static final int FIRST_LENGTH_SYMBOL = 257;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;
  private static final int LENGTH_SYMBOLS = 29;
  private static final int DISTANCE_SYMBOLS = 30;

  /** Distances above this one are looked up without their lowest seven bits. */
  private static final int NEAR = 256;

  private static final int FAR_SHIFT = 7;

  private static final int[] LENGTH_BASES = new int[LENGTH_SYMBOLS];
  private static final int[] LENGTH_EXTRA_BITS = new int[LENGTH_SYMBOLS];
  private static final int[] DISTANCE_BASES = new int[DISTANCE_SYMBOLS];
  private static final int[] DISTANCE_EXTRA_BITS = new int[DISTANCE_SYMBOLS];
  private static final byte[] OF_LENGTH = new byte[LONGEST + 1];
  private static final byte[] OF_DISTANCE = new byte[2 * NEAR];

  static {
    int length = SHORTEST;
    for (int i = 0; i < LENGTH_SYMBOLS - 1; i++) {
      LENGTH_EXTRA_BITS[i] = i < 8 ? 0 : i / 4 - 1;
      LENGTH_BASES[i] = length;
      for (int rest = 0; rest < 1 << LENGTH_EXTRA_BITS[i]; rest++) {
        OF_LENGTH[length++] = (byte) i;
      }
    }
    // The longest match has its own symbol, although the range before would include it.
    LENGTH_BASES[LENGTH_SYMBOLS - 1] = LONGEST;
    OF_LENGTH[LONGEST] = LENGTH_SYMBOLS - 1;
    int distance = 1;
    for (int i = 0; i < DISTANCE_SYMBOLS; i++) {
      DISTANCE_EXTRA_BITS[i] = i < 4 ? 0 : i / 2 - 1;
      DISTANCE_BASES[i] = distance;
      int end = distance + (1 << DISTANCE_EXTRA_BITS[i]);
      // One step for each entry: a far one is of many distances.
      while (distance < end) {
        OF_DISTANCE[slot(distance)] = (byte) i;
        distance += distance <= NEAR ? 1 : 1 << FAR_SHIFT;
      }
    }
  }

  private MatchSymbols() {}

  static int ofLength(int length) {
    return FIRST_LENGTH_SYMBOL + OF_LENGTH[length];
  }

  static int ofDistance(int distance) {
    return OF_DISTANCE[slot(distance)];
  }

  static int lengthExtraBits(int symbol) {
    return LENGTH_EXTRA_BITS[symbol - FIRST_LENGTH_SYMBOL];
  }

  static int distanceExtraBits(int symbol) {
    return DISTANCE_EXTRA_BITS[symbol];
  }

  static int lengthRest(int symbol, int length) {
    return length - LENGTH_BASES[symbol - FIRST_LENGTH_SYMBOL];
  }

  static int distanceRest(int symbol, int distance) {
    return distance - DISTANCE_BASES[symbol];
  }

  private static int slot(int distance) {
    int fromZero = distance - 1;
    return fromZero < NEAR ? fromZero : NEAR + (fromZero >>> FAR_SHIFT);
  }
}
