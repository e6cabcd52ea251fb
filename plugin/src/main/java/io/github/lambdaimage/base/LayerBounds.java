package io.github.lambdaimage.base;

import io.github.lambdaimage.message.Size;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The tar stream of a layer, with limits: a few kilobytes of gzip may unpack to terabytes, and a
 * name in a tar file may be as long as a disk.
 */
final class LayerBounds extends FilterInputStream {

  /** Lambda accepts no larger image, in bytes. */
  static final long LARGEST = 10_000_000_000L;

  /** Limit for the headers before a file's content, including extended attributes, in bytes. */
  static final int LONGEST_HEADER = 1024 * 1024;

  private final long largest;
  private long read;
  private long expected = LONGEST_HEADER;

  /**
   * The bytes of a tar file without compression.
   *
   * @param largest the limit for their number
   */
  LayerBounds(InputStream in, long largest) {
    super(in);
    this.largest = largest;
  }

  /** Allows the content of a file, and the headers of the next. */
  void expect(long content) {
    expected = read + Math.min(content, largest) + LONGEST_HEADER;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int got = in.read(bytes, offset, count);
    read += Math.max(got, 0);
    if (read > largest) {
      throw new IOException(
          "it unpacks to more than " + Size.of(largest) + ", and Lambda accepts no such image");
    }
    if (read > expected) {
      throw new IOException("the name of a file in it is longer than any system takes");
    }
    return got;
  }

  /** Skips by reading: skipped bytes count too. */
  @Override
  public long skip(long count) throws IOException {
    byte[] bytes = new byte[(int) Math.min(Math.max(count, 0), LONGEST_HEADER / 16)];
    return bytes.length == 0 ? 0 : Math.max(read(bytes, 0, bytes.length), 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
