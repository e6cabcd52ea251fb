package io.github.lambdaimage.cache;

import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The bytes of a blob, hashed as they are read. The last of them come only when all are right: what
 * is damaged is never sent, archived or unpacked as a whole.
 */
final class BlobStream extends InputStream {

  private final InputStream in;
  private final Path file;
  private final Digest blob;
  private final long size;
  private final MessageDigest hash = Digest.newMessageDigest();
  private long position;
  private boolean verified;

  BlobStream(InputStream in, Path file, Digest blob, long size) {
    this.in = in;
    this.file = file;
    this.blob = blob;
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (verified) {
      return -1;
    }
    int got = next(bytes, offset, (int) Math.min(count, size - position));
    if (got < 0) {
      throw damaged("it has " + position + " of " + size + " bytes");
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
      throw damaged("it has more than " + size + " bytes");
    }
    if (!Digest.of(hash).equals(blob)) {
      throw damaged("its bytes have another digest");
    }
    verified = true;
  }

  private int next(byte[] bytes, int offset, int count) throws IOException {
    try {
      return count == 0 ? 0 : in.read(bytes, offset, count);
    } catch (IOException e) {
      throw new DamagedBlobException(file, blob, Reason.of(e), e);
    }
  }

  private DamagedBlobException damaged(String why) {
    return new DamagedBlobException(file, blob, why, null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
