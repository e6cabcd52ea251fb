package io.github.lambdaimage.layer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar that is being written, with the same bytes for the same files everywhere. Its files are
 * stored and not deflated: a layer is compressed anyway, and zlib versions cannot make a
 * difference.
 */
public final class StoredJar implements AutoCloseable {

  /** Not 1980-01-01, which {@link ZipEntry} stores in the machine's time zone. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private final Set<String> folders = new HashSet<>();

  /** The bytes of an entry, which are read twice. */
  @FunctionalInterface
  private interface Content {
    InputStream open() throws IOException;
  }

  private StoredJar(ZipOutputStream zip) {
    this.zip = zip;
  }

  /** Begins a jar. */
  public static StoredJar create(Path jar) throws IOException {
    return new StoredJar(new ZipOutputStream(Files.newOutputStream(jar)));
  }

  /** Adds a file of these bytes. */
  public void add(String name, byte[] content) throws IOException {
    write(name, () -> new ByteArrayInputStream(content));
  }

  /** Adds a copy of a file. */
  public void add(String name, Path file) throws IOException {
    write(name, () -> Files.newInputStream(file));
  }

  /** Adds the folders of an entry that were not added before. */
  public void addFolders(String name) throws IOException {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      String folder = name.substring(0, end + 1);
      if (folders.add(folder)) {
        write(folder, InputStream::nullInputStream);
      }
    }
  }

  private void write(String name, Content content) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(content.open(), new CRC32());
    long size;
    try (checked) {
      size = checked.transferTo(OutputStream.nullOutputStream());
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(checked.getChecksum().getValue());
    entry.setTimeLocal(FIXED_TIME);
    zip.putNextEntry(entry);
    try (InputStream in = content.open()) {
      in.transferTo(zip);
    }
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
