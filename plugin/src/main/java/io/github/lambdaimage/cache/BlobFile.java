package io.github.lambdaimage.cache;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;

/** A file that is named after its digest. */
public final class BlobFile {

  private static final int BUFFER = 128 * 1024;

  private BlobFile() {}

  /**
   * Whether the file is there, can be read, has the size, and its bytes have the digest. One that
   * cannot be read is as good as absent: whoever asks can make it anew.
   */
  public static boolean isWhole(Path file, Digest digest, long size) {
    try {
      return hasSize(file, size) && digestOf(file).equals(digest);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the file is there and has the size: enough where the bytes are looked at later. */
  public static boolean hasSize(Path file, long size) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() && attributes.size() == size;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens a blob that may be damaged: its bytes are hashed as they are read, and where they are not
   * those of the digest, reading fails before the last of them.
   *
   * @throws DamagedBlobException when it cannot be opened; so does each read that goes wrong
   */
  public static InputStream open(Path file, Digest digest, long size) throws DamagedBlobException {
    try {
      return new BlobStream(Files.newInputStream(file), file, digest, size);
    } catch (IOException e) {
      throw new DamagedBlobException(file, digest, FailureReason.of(e), e);
    }
  }

  /**
   * Reads a small blob whole.
   *
   * @throws DamagedBlobException when its bytes are not those of the digest
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
