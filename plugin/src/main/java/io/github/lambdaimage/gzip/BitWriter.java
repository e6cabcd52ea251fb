package io.github.lambdaimage.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes bits as deflate wants them: the lowest first, into the lowest bits of a byte. */
final class BitWriter {

  /** Eight bytes at once, of which only the finished ones count. */
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

  /** Whether so many bytes more surely fit below a limit. */
  boolean fits(long bytes, int limit) {
    return position + bytes + 2 * Long.BYTES <= limit;
  }

  /**
   * Writes bits; whoever calls it has asked {@link #fits} before.
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

  /** Fills up the current byte with zeros. */
  void align() {
    writeWholeBytes();
    if (count > 0) {
      out[position++] = (byte) bits;
      bits = 0;
      count = 0;
    }
  }

  /** Bytes written; bits that fill no byte do not count before {@link #align}. */
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
