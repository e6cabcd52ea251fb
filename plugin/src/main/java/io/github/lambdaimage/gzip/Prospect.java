package io.github.lambdaimage.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Guesses from a part of a block whether deflating it would save a tenth. Deflating a jar or a
 * model is slower than deflating text, and saves little.
 *
 * <p>Data shrinks for two reasons: some bytes are more frequent than others, or sequences repeat,
 * as in compressed data that is repeated. So the entropy of the bytes is not enough. All
 * calculations use integers, because the bytes of the image depend on them.
 */
final class Prospect {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Long enough to contain the repetitions of a jar's entries. */
  private static final int PIECE = 24 * 1024;

  private static final int PIECES = 4;
  private static final int LOOKED_AT = PIECES * PIECE;

  /**
   * In each piece, every seventh sequence is noted and every eighth looked up: where something long
   * repeats, a noted and a looked-up sequence coincide once in 56 bytes, whatever the distance.
   */
  private static final int NOTED = 7;

  private static final int LOOKED_UP = 8;

  private static final int SEEN_BITS = 12;

  /** Knuth's multiplicative hash: 2^64 divided by the golden ratio. */
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  /** Fractional bits of a logarithm. */
  private static final int POINT = 8;

  private static final long NINE_TENTHS = ((LOOKED_AT * 9L / 10) * Byte.SIZE) << POINT;

  private final int[] counts = new int[1 << Byte.SIZE];
  private final long[] seen = new long[1 << SEEN_BITS];

  /** Whether storing the block costs little, as far as this can be seen. */
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
    // Frequent short sequences are counted several times, so two fifths stand for a tenth.
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

  /** The bits that the bytes take if each has a code of the length that its frequency allows. */
  private long entropy() {
    long bits = 0;
    for (int count : counts) {
      bits += (long) count * (log2(LOOKED_AT) - log2(count));
    }
    return bits;
  }

  /** The logarithm, linear between powers of two: at most 0.09 too small. */
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
