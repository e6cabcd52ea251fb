package io.github.lambdaimage.cache;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /** Whether the file is there and has the size: enough where a registry will check the digest. */
  public static boolean hasSize(Path file, long size) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() && attributes.size() == size;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Puts a file's bytes under a second name: a hard link where the file system can, so that a
   * gigabyte is not written twice.
   */
  public static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      // Content-addressed: whoever put it there put the same bytes.
    } catch (IOException | UnsupportedOperationException e) {
      copy(from, to);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Path temporary = TemporaryFile.beside(to);
    try {
      Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
      Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      TemporaryFile.discard(temporary);
      throw e;
    }
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
