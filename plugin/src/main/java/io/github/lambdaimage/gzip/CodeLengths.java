package io.github.lambdaimage.gzip;

import java.util.Arrays;

/**
 * Describes the two codes of a block at its beginning: the lengths of all codes, with runs
 * shortened, in a Huffman code themselves (RFC 1951, 3.2.7).
 */
final class CodeLengths {

  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int FEWEST_LITERALS = 257;
  private static final int FEWEST_DISTANCES = 1;
  private static final int FEWEST_LENGTHS = 4;
  private static final int LONGEST_CODE = 7;
  private static final int SYMBOL_BITS = 8;

  private static final int COPY = 16;
  private static final int FEW_ZEROS = 17;
  private static final int MANY_ZEROS = 18;

  private final BitWriter out;
  private final HuffmanCode code = new HuffmanCode(ORDER.length, LONGEST_CODE);
  private final int[] frequencies = new int[ORDER.length];

  /** A symbol; above it, the length of its run minus the shortest run that it can stand for. */
  private final int[] symbols = new int[320];

  private int count;

  CodeLengths(BitWriter out) {
    this.out = out;
  }

  void write(HuffmanCode literals, HuffmanCode distances) {
    int usedLiterals = literals.used(FEWEST_LITERALS);
    int usedDistances = distances.used(FEWEST_DISTANCES);
    int[] lengths = new int[usedLiterals + usedDistances];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i < usedLiterals ? literals.length(i) : distances.length(i - usedLiterals);
    }
    shorten(lengths);
    code.build(frequencies);
    int usedLengths = ORDER.length;
    while (usedLengths > FEWEST_LENGTHS && code.length(ORDER[usedLengths - 1]) == 0) {
      usedLengths--;
    }
    out.write(usedLiterals - FEWEST_LITERALS, 5);
    out.write(usedDistances - FEWEST_DISTANCES, 5);
    out.write(usedLengths - FEWEST_LENGTHS, 4);
    for (int i = 0; i < usedLengths; i++) {
      out.write(code.length(ORDER[i]), 3);
    }
    for (int i = 0; i < count; i++) {
      int symbol = symbols[i] & ((1 << SYMBOL_BITS) - 1);
      out.write(code.code(symbol), code.length(symbol));
      out.write(symbols[i] >>> SYMBOL_BITS, extraBits(symbol));
    }
  }

  private void shorten(int[] lengths) {
    count = 0;
    Arrays.fill(frequencies, 0);
    for (int i = 0; i < lengths.length; ) {
      int run = 1;
      while (i + run < lengths.length && lengths[i + run] == lengths[i]) {
        run++;
      }
      i += lengths[i] == 0 ? zeros(run) : repeats(lengths[i], run);
    }
  }

  /** Takes up to 138 zeros, and returns how many. */
  private int zeros(int run) {
    if (run < 3) {
      add(0, 0);
      return 1;
    }
    int taken = Math.min(run, 138);
    if (taken <= 10) {
      add(FEW_ZEROS, taken - 3);
    } else {
      add(MANY_ZEROS, taken - 11);
    }
    return taken;
  }

  /** Takes a length and up to six copies of it, and returns how many they are together. */
  private int repeats(int length, int run) {
    add(length, 0);
    if (run < 4) {
      return 1;
    }
    int copies = Math.min(run - 1, 6);
    add(COPY, copies - 3);
    return 1 + copies;
  }

  private void add(int symbol, int rest) {
    symbols[count++] = (rest << SYMBOL_BITS) | symbol;
    frequencies[symbol]++;
  }

  private static int extraBits(int symbol) {
    return switch (symbol) {
      case COPY -> 2;
      case FEW_ZEROS -> 3;
      case MANY_ZEROS -> 7;
      default -> 0;
    };
  }
}
