package io.github.lambdaimage.packaged;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * A file in an archive.
 *
 * @param name below the root, with {@code /}
 * @param source the entry with its bytes: its own, or the target's if it is a symbolic link
 */
record ArchiveEntry(String name, ZipArchiveEntry source) {

  private static final int EXECUTABLE = 0100;

  /** Whether the archive marks it as executable; archives made on Windows do not. */
  boolean isExecutable() {
    return (source.getUnixMode() & EXECUTABLE) != 0;
  }

  long size() {
    return source.getSize();
  }

  long crc() {
    return source.getCrc();
  }
}
