package io.github.lambdaimage.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Deflates for speed, not for size: each match is taken where it is first found.
 *
 * <p>It is our own, not the JDK's {@link java.util.zip.Deflater}, because that uses whichever zlib
 * the JVM is linked with: the digest of an image would depend on the machine. Ours is also faster.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951">RFC 1951</a>
 */
final class DeflateEncoder {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SHORTEST_MATCH = Integer.BYTES;
  private static final int LONGEST_MATCH = 258;
  private static final int WINDOW = 1 << 15;
  private static final int HASH_BITS = 15;

  /** Knuth's multiplicative hash: 2^32 divided by the golden ratio. */
  private static final int HASH_FACTOR = 0x9E3779B1;

  /** Far from every position. */
  private static final int NOWHERE = -2 * WINDOW;

  /** Near the end of the input, where eight bytes cannot be read at once, there are no matches. */
  private static final int TAIL = Long.BYTES + SHORTEST_MATCH;

  /** The empty stored block that ends on a byte: zlib's sync flush. */
  private static final int STORED_BLOCK_BITS = 3;

  private final int[] lastSeen = new int[1 << HASH_BITS];
  private final DynamicBlock block;
  private final BitWriter out;

  /** Encodes into an array, each time from its beginning. */
  DeflateEncoder(byte[] out) {
    this.out = new BitWriter(out);
    this.block = new DynamicBlock(this.out);
  }

  /**
   * Encodes a part of an array as blocks that are not final and end on a byte.
   *
   * @param limit the largest allowed length of the result, in bytes
   * @return the length of the result, or -1 if it would be longer than the limit
   */
  int encode(byte[] in, int start, int end, int limit) {
    out.reset();
    block.clear();
    Arrays.fill(lastSeen, NOWHERE);
    int position = start;
    while (position < end - TAIL) {
      int here = (int) INT.get(in, position);
      int candidate = lastSeen[hash(here)];
      lastSeen[hash(here)] = position;
      if (position - candidate <= WINDOW && (int) INT.get(in, candidate) == here) {
        int length = matchLength(in, candidate, position, end);
        block.addMatch(length, position - candidate);
        // One position at either end of the match finds most of what all of them would find.
        remember(in, position + 1, end);
        position += length;
        remember(in, position - 1, end);
      } else {
        block.addLiteral(in[position++] & 0xFF);
      }
      if (block.isFull() && !block.write(limit)) {
        return -1;
      }
    }
    while (position < end) {
      block.addLiteral(in[position++] & 0xFF);
      if (block.isFull() && !block.write(limit)) {
        return -1;
      }
    }
    if (!block.write(limit) || !out.fits(Long.BYTES, limit)) {
      return -1;
    }
    out.write(0, STORED_BLOCK_BITS);
    out.align();
    out.write(0, Short.SIZE);
    out.write(0xFFFF, Short.SIZE);
    out.align();
    return out.length();
  }

  private void remember(byte[] in, int position, int end) {
    if (position < end - TAIL) {
      lastSeen[hash((int) INT.get(in, position))] = position;
    }
  }

  private static int hash(int fourBytes) {
    return (fourBytes * HASH_FACTOR) >>> (Integer.SIZE - HASH_BITS);
  }

  private static int matchLength(byte[] in, int candidate, int position, int end) {
    int longest = Math.min(LONGEST_MATCH, end - position);
    int length = SHORTEST_MATCH;
    while (length <= longest - Long.BYTES) {
      long difference =
          (long) LONG.get(in, candidate + length) ^ (long) LONG.get(in, position + length);
      if (difference != 0) {
        return length + Long.numberOfTrailingZeros(difference) / Byte.SIZE;
      }
      length += Long.BYTES;
    }
    while (length < longest && in[candidate + length] == in[position + length]) {
      length++;
    }
    return length;
  }
}
