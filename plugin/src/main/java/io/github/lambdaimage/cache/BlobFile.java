package io.github.lambdaimage.cache;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;

/** A file whose name is its digest. */
public final class BlobFile {

  private static final int BUFFER = 128 * 1024;

  private BlobFile() {}

  /**
   * Whether the file exists, can be read, and has this size and digest. A file that cannot be read
   * counts as missing: the caller can make it again.
   */
  public static boolean isWhole(Path file, Digest digest, long size) {
    try {
      return hasSize(file, size) && digestOf(file).equals(digest);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the file exists and has the size: enough if the bytes are checked later. */
  public static boolean hasSize(Path file, long size) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() && attributes.size() == size;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens a blob that may be damaged: its bytes are hashed as they are read, and if they do not
   * match the digest, reading fails before the last of them.
   *
   * @throws DamagedBlobException when it cannot be opened; reads throw it too
   */
  public static InputStream open(Path file, Digest digest, long size) throws DamagedBlobException {
    try {
      return new BlobStream(Files.newInputStream(file), file, digest, size);
    } catch (IOException e) {
      throw new DamagedBlobException(file, digest, FailureReason.of(e), e);
    }
  }

  /**
   * Reads a small blob completely.
   *
   * @throws DamagedBlobException when its bytes do not match the digest
   */
  public static byte[] read(Path file, Digest digest) throws DamagedBlobException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (Digest.of(bytes).equals(digest)) {
        return bytes;
      }
    } catch (IOException e) {
      throw new DamagedBlobException(file, digest, FailureReason.of(e), e);
    }
    throw new DamagedBlobException(file, digest, "its bytes have another digest", null);
  }

  private static Digest digestOf(Path file) throws IOException {
    MessageDigest digest = Digest.newMessageDigest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return Digest.of(digest);
  }
}
