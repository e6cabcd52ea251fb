package io.github.lambdaimage.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Guesses from a look at a part of a block whether deflating it would gain a tenth. Deflating a jar
 * or a model is slower than deflating text, and gains little.
 *
 * <p>Two things make data shrink: some bytes are more frequent than others, or sequences come
 * again, as they do in what was compressed before and then repeated. So the entropy of the bytes
 * does not suffice. All is done in integers, because the bytes of the image depend on it.
 */
final class Prospect {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Long enough to meet again what a jar's entries repeat. */
  private static final int PIECE = 24 * 1024;

  private static final int PIECES = 4;
  private static final int LOOKED_AT = PIECES * PIECE;

  /**
   * Of each piece every seventh sequence is noted and every eighth looked up: where something long
   * comes again, a noted one and one that is looked up meet once in 56 bytes, whatever the
   * distance.
   */
  private static final int NOTED = 7;

  private static final int LOOKED_UP = 8;

  private static final int SEEN_BITS = 12;

  /** Knuth's multiplicative hash: 2^64 divided by the golden ratio. */
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  /** Bits of a logarithm after the point. */
  private static final int POINT = 8;

  private static final long NINE_TENTHS = ((LOOKED_AT * 9L / 10) * Byte.SIZE) << POINT;

  private final int[] counts = new int[1 << Byte.SIZE];
  private final long[] seen = new long[1 << SEEN_BITS];

  /** Whether storing the block costs little, for all that can be seen. */
  boolean isPoor(byte[] block, int length) {
    if (length < LOOKED_AT) {
      // Deflating it takes no time either.
      return false;
    }
    Arrays.fill(counts, 0);
    for (int piece = 0; piece < PIECES; piece++) {
      count(block, start(piece, length));
    }
    if (entropy() < NINE_TENTHS) {
      return false;
    }
    Arrays.fill(seen, 0);
    int repeats = 0;
    for (int piece = 0; piece < PIECES; piece++) {
      repeats += repeats(block, start(piece, length));
    }
    // Short sequences that come often are counted several times, so that two fifths mean a tenth.
    return repeats * NOTED * LOOKED_UP * 5 < 2 * LOOKED_AT;
  }

  private static int start(int piece, int length) {
    return piece * ((length - PIECE) / (PIECES - 1));
  }

  private void count(byte[] block, int start) {
    for (int i = start; i < start + PIECE; i++) {
      counts[block[i] & 0xFF]++;
    }
  }

  /** The bits that the bytes take if each has a code as long as its frequency allows. */
  private long entropy() {
    long bits = 0;
    for (int count : counts) {
      bits += (long) count * (log2(LOOKED_AT) - log2(count));
    }
    return bits;
  }

  /** The logarithm, straight between powers of two: 0.09 too small at most. */
  private static int log2(int number) {
    if (number == 0) {
      return 0;
    }
    int whole = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    int rest = number - (1 << whole);
    return (whole << POINT) + (int) (((long) rest << POINT) >>> whole);
  }

  private int repeats(byte[] block, int start) {
    int repeats = 0;
    int noted = start;
    int end = start + PIECE - Long.BYTES;
    for (int i = start; i < end; i += LOOKED_UP) {
      for (; noted < i; noted += NOTED) {
        long sequence = (long) LONG.get(block, noted);
        seen[hash(sequence)] = sequence;
      }
      long sequence = (long) LONG.get(block, i);
      if (seen[hash(sequence)] == sequence) {
        repeats++;
      }
    }
    return repeats;
  }

  private static int hash(long sequence) {
    return (int) ((sequence * HASH_FACTOR) >>> (Long.SIZE - SEEN_BITS));
  }
}
