package io.github.lambdaimage.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes bits in deflate's order: the lowest first, into the lowest bits of a byte. */
final class BitWriter {

  /** Writes eight bytes at once, of which only the finished ones count. */
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int WHOLE = Integer.SIZE;

  private final byte[] out;
  private int position;
  private long bits;
  private int count;

  BitWriter(byte[] out) {
    this.out = out;
  }

  /** Starts over at the beginning of the array. */
  void reset() {
    position = 0;
    bits = 0;
    count = 0;
  }

  /** Whether this many more bytes certainly fit below a limit. */
  boolean fits(long bytes, int limit) {
    return position + bytes + 2 * Long.BYTES <= limit;
  }

  /**
   * Writes bits; the caller has checked {@link #fits} before.
   *
   * @param value no bit set above {@code length}
   * @param length up to 31
   */
  void write(int value, int length) {
    bits |= (long) value << count;
    count += length;
    if (count >= WHOLE) {
      writeWholeBytes();
    }
  }

  /** Fills the current byte with zeros. */
  void align() {
    writeWholeBytes();
    if (count > 0) {
      out[position++] = (byte) bits;
      bits = 0;
      count = 0;
    }
  }

  /** The number of bytes written; bits of an unfinished byte do not count before {@link #align}. */
  int length() {
    return position;
  }

  private void writeWholeBytes() {
    LONG.set(out, position, bits);
    position += count / Byte.SIZE;
    bits >>>= count / Byte.SIZE * Byte.SIZE;
    count %= Byte.SIZE;
  }
}
