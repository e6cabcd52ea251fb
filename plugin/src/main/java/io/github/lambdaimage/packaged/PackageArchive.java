package io.github.lambdaimage.packaged;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip or a jar. The JDK's own class is not used: it tells neither the modes of files nor which of
 * two entries with one name it reads.
 */
final class PackageArchive implements Closeable {

  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_NAME = 200;

  private final Path path;
  private final ZipFile zip;
  private final List<ArchiveEntry> entries;
  private final byte[] buffer = new byte[BUFFER];

  private PackageArchive(Path path, ZipFile zip, List<ArchiveEntry> entries) {
    this.path = path;
    this.zip = zip;
    this.entries = entries;
  }

  /**
   * Opens an archive and checks it.
   *
   * @throws LambdaImageException when it is not an archive, or not one of a function
   */
  static PackageArchive open(Path path) throws LambdaImageException {
    SeekableByteChannel file;
    try {
      file = Files.newByteChannel(path);
    } catch (IOException e) {
      throw NoArchive.unreadable(path, e);
    }
    try {
      ZipFile zip = zip(file);
      return new PackageArchive(path, zip, EntryList.of(path, zip, file.size()));
    } catch (IOException | RuntimeException e) {
      close(file);
      throw NoArchive.of(path, e);
    } catch (LambdaImageException e) {
      close(file);
      throw e;
    }
  }

  @SuppressWarnings("resource") // Closed with the file.
  private static ZipFile zip(SeekableByteChannel file) throws IOException {
    return ZipFile.builder().setSeekableByteChannel(file).setIgnoreLocalFileHeader(true).get();
  }

  private static void close(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  /** All files, sorted by name. */
  List<ArchiveEntry> entries() {
    return entries;
  }

  /**
   * Copies the bytes of a file.
   *
   * @throws IOException when they cannot be written
   * @throws LambdaImageException when they do not match the archive's checksum
   */
  void copy(ArchiveEntry entry, OutputStream out) throws IOException, LambdaImageException {
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = open(entry)) {
      for (int read = read(in, entry); read >= 0; read = read(in, entry)) {
        size += read;
        if (size > entry.size()) {
          break;
        }
        crc.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    if (size != entry.size() || crc.getValue() != entry.crc()) {
      throw damaged(entry, "its bytes are not those that it was packed with", null);
    }
  }

  private InputStream open(ArchiveEntry entry) throws LambdaImageException {
    try {
      return zip.getInputStream(entry.source());
    } catch (IOException | RuntimeException e) {
      throw damaged(entry, why(e), e);
    }
  }

  private int read(InputStream in, ArchiveEntry entry) throws LambdaImageException {
    try {
      return in.read(buffer);
    } catch (IOException | RuntimeException e) {
      throw damaged(entry, why(e), e);
    }
  }

  private static String why(Exception e) {
    return e instanceof IOException failed
        ? FailureReason.of(failed)
        : String.valueOf(e.getMessage());
  }

  private LambdaImageException damaged(ArchiveEntry entry, String why, @Nullable Exception cause) {
    return new LambdaImageException(
        "<content> '%s' is damaged at '%s': %s. Have it packed anew."
            .formatted(path, Quotation.of(entry.name(), LONGEST_NAME), why),
        cause);
  }

  @Override
  public void close() {
    close(zip);
  }
}
