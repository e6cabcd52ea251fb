package io.github.lambdaimage.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails if a body ends too early, which {@code HttpURLConnection} takes for its end. */
final class WholeBody extends FilterInputStream {

  private final long length;
  private long read;

  /** A body with this many bytes. */
  WholeBody(InputStream in, long length) {
    super(in);
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int got = in.read(bytes, offset, count);
    if (got < 0 && read < length) {
      throw new IOException("the answer ended after %s of %s bytes".formatted(read, length));
    }
    read += Math.max(got, 0);
    return got;
  }
}
