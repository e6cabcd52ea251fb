package io.github.lambdaimage.cache;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.VerifiedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The verified bytes of a blob's file. */
final class BlobStream extends VerifiedStream {

  private final Path file;
  private final Digest blob;
  private final long size;

  BlobStream(InputStream in, Path file, Digest blob, long size) {
    super(in, blob, size);
    this.file = file;
    this.blob = blob;
    this.size = size;
  }

  @Override
  protected IOException unreadable(IOException e) {
    return new DamagedBlobException(file, blob, FailureReason.of(e), e);
  }

  @Override
  protected IOException tooShort(long got) {
    return damaged("it has " + got + " of " + size + " bytes");
  }

  @Override
  protected IOException tooLong() {
    return damaged("it has more than " + size + " bytes");
  }

  @Override
  protected IOException otherDigest() {
    return damaged("its bytes have another digest");
  }

  private DamagedBlobException damaged(String why) {
    return new DamagedBlobException(file, blob, why, null);
  }
}
