package io.github.lambdaimage.oci;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that must have a given digest, hashed as they are read. The last bytes are returned only if
 * all are right: damaged data is never sent, kept, archived or unpacked completely.
 */
public abstract class VerifiedStream extends InputStream {

  private final InputStream in;
  private final Digest digest;
  private final long size;
  private final MessageDigest hash = Digest.newMessageDigest();
  private long position;
  private boolean verified;
  private @Nullable IOException refusal;

  /**
   * A stream.
   *
   * @param size in bytes
   */
  protected VerifiedStream(InputStream in, Digest digest, long size) {
    this.in = in;
    this.digest = digest;
    this.size = size;
  }

  /** The exception for a failure to read the underlying stream. */
  protected abstract IOException unreadable(IOException e);

  /** The exception for too few bytes. */
  protected abstract IOException tooShort(long got);

  /** The exception for too many bytes. */
  protected abstract IOException tooLong();

  /** The exception for bytes with another digest. */
  protected abstract IOException otherDigest();

  /** Whether all bytes were read, and are right. */
  protected final boolean isVerified() {
    return verified;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] bytes, int offset, int count) throws IOException {
    if (verified) {
      return -1;
    }
    if (refusal != null) {
      // Whoever reads on gets no other answer.
      throw refusal;
    }
    int got = next(bytes, offset, (int) Math.min(count, size - position));
    if (got < 0) {
      throw tooShort(position);
    }
    hash.update(bytes, offset, got);
    position += got;
    if (position == size) {
      verify();
    }
    return got == 0 && count > 0 ? -1 : got;
  }

  private void verify() throws IOException {
    if (next(new byte[1], 0, 1) >= 0) {
      throw refused(tooLong());
    }
    if (!Digest.of(hash).equals(digest)) {
      throw refused(otherDigest());
    }
    verified = true;
  }

  private IOException refused(IOException reason) {
    refusal = reason;
    return reason;
  }

  private int next(byte[] bytes, int offset, int count) throws IOException {
    try {
      return count == 0 ? 0 : in.read(bytes, offset, count);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
