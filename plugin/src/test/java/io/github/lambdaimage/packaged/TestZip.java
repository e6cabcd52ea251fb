package io.github.lambdaimage.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A zip as no plugin of good will writes it. */
final class TestZip implements AutoCloseable {

  /** Offsets in the central directory, where an archive says what is in it. */
  static final int FLAGS = 8;

  static final int METHOD = 10;
  static final int COMPRESSED_SIZE = 20;
  static final int SIZE = 24;

  private static final int CENTRAL = 0x02014B50;

  private final ZipArchiveOutputStream zip;

  TestZip(Path file) throws IOException {
    this.zip = new ZipArchiveOutputStream(Files.newOutputStream(file));
  }

  /** A file of which the archive has no mode, as on Windows. */
  TestZip add(String name, String content) throws IOException {
    return add(new ZipArchiveEntry(name), content);
  }

  TestZip add(String name, String content, int mode) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    return add(entry, content);
  }

  TestZip link(String name, String target) throws IOException {
    return add(name, target, UnixStat.LINK_FLAG | 0777);
  }

  private TestZip add(ZipArchiveEntry entry, String content) throws IOException {
    zip.putArchiveEntry(entry);
    zip.write(content.getBytes(UTF_8));
    zip.closeArchiveEntry();
    return this;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Changes what a finished archive says of each file. */
  static void patch(Path file, int offset, int value) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes.capacity() - Integer.BYTES; i++) {
      if (bytes.getInt(i) == CENTRAL) {
        if (offset < COMPRESSED_SIZE) {
          bytes.putShort(i + offset, (short) value);
        } else {
          bytes.putInt(i + offset, value);
        }
      }
    }
    Files.write(file, bytes.array());
  }
}
