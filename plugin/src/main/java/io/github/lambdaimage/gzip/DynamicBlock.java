package io.github.lambdaimage.gzip;

import java.util.Arrays;

/**
 * A deflate block with codes of its own (RFC 1951, 3.2.7): literals and matches are collected, then
 * written with codes that fit them.
 */
final class DynamicBlock {

  private static final int CAPACITY = 1 << 15;
  private static final int END_OF_BLOCK = 256;
  private static final int LITERALS_AND_LENGTHS = 286;
  private static final int DISTANCES = 30;
  private static final int DISTANCE_BITS = 16;
  private static final int LONGEST_CODE = 15;
  private static final int NOT_FINAL_DYNAMIC = 0b100;

  /** The largest size of the description of the codes. */
  private static final int HEADER_BYTES = 400;

  private final BitWriter out;
  private final int[] tokens = new int[CAPACITY];
  private final int[] literalFrequencies = new int[LITERALS_AND_LENGTHS];
  private final int[] distanceFrequencies = new int[DISTANCES];
  private final HuffmanCode literalCode = new HuffmanCode(LITERALS_AND_LENGTHS, LONGEST_CODE);
  private final HuffmanCode distanceCode = new HuffmanCode(DISTANCES, LONGEST_CODE);
  private final CodeLengths codeLengths;
  private int count;

  DynamicBlock(BitWriter out) {
    this.out = out;
    this.codeLengths = new CodeLengths(out);
  }

  void clear() {
    count = 0;
    Arrays.fill(literalFrequencies, 0);
    Arrays.fill(distanceFrequencies, 0);
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  void addLiteral(int value) {
    tokens[count++] = value;
    literalFrequencies[value]++;
  }

  void addMatch(int length, int distance) {
    tokens[count++] = (length << DISTANCE_BITS) | distance;
    literalFrequencies[MatchSymbols.ofLength(length)]++;
    distanceFrequencies[MatchSymbols.ofDistance(distance)]++;
  }

  /**
   * Writes what was collected, and clears it; writes nothing if there is nothing.
   *
   * @return whether it fitted below the limit
   */
  boolean write(int limit) {
    if (count == 0) {
      return true;
    }
    literalFrequencies[END_OF_BLOCK] = 1;
    literalCode.build(literalFrequencies);
    if (Arrays.stream(distanceFrequencies).noneMatch(frequency -> frequency > 0)) {
      // A block without matches still describes one distance.
      distanceFrequencies[0] = 1;
    }
    distanceCode.build(distanceFrequencies);
    if (!out.fits(HEADER_BYTES + bits() / Byte.SIZE, limit)) {
      return false;
    }
    out.write(NOT_FINAL_DYNAMIC, 3);
    codeLengths.write(literalCode, distanceCode);
    for (int i = 0; i < count; i++) {
      write(tokens[i] >>> DISTANCE_BITS, tokens[i] & ((1 << DISTANCE_BITS) - 1));
    }
    out.write(literalCode.code(END_OF_BLOCK), literalCode.length(END_OF_BLOCK));
    clear();
    return true;
  }

  /** Writes a match, or a literal if the length is 0. */
  private void write(int length, int distanceOrLiteral) {
    if (length == 0) {
      out.write(literalCode.code(distanceOrLiteral), literalCode.length(distanceOrLiteral));
      return;
    }
    int symbol = MatchSymbols.ofLength(length);
    out.write(literalCode.code(symbol), literalCode.length(symbol));
    out.write(MatchSymbols.lengthRest(symbol, length), MatchSymbols.lengthExtraBits(symbol));
    symbol = MatchSymbols.ofDistance(distanceOrLiteral);
    out.write(distanceCode.code(symbol), distanceCode.length(symbol));
    out.write(
        MatchSymbols.distanceRest(symbol, distanceOrLiteral),
        MatchSymbols.distanceExtraBits(symbol));
  }

  /** The size of the coded symbols in bits, including extra bits. */
  private long bits() {
    long bits = 0;
    for (int symbol = 0; symbol < LITERALS_AND_LENGTHS; symbol++) {
      int extra = symbol > END_OF_BLOCK ? MatchSymbols.lengthExtraBits(symbol) : 0;
      bits += (long) literalFrequencies[symbol] * (literalCode.length(symbol) + extra);
    }
    for (int symbol = 0; symbol < DISTANCES; symbol++) {
      int extra = MatchSymbols.distanceExtraBits(symbol);
      bits += (long) distanceFrequencies[symbol] * (distanceCode.length(symbol) + extra);
    }
    return bits;
  }
}
