package io.github.lambdaimage.packaged;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * A file in an archive.
 *
 * @param name below the root, {@code /} between its parts
 * @param source whose bytes it has: its own, or those of what it is a symbolic link to
 */
record ArchiveEntry(String name, ZipArchiveEntry source) {

  private static final int EXECUTABLE = 0100;

  /** Whether the archive says that it is a program; one that was made on Windows does not. */
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
