package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar of a reactor module that has been compiled but not packaged: the runtime takes jars only
 * from {@code lib}.
 */
final class ModuleJar {

  /** Any day but 1980-01-01, which {@link ZipEntry} stores in the time zone of the machine. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private ModuleJar() {}

  /** Writes the jar, the same bytes for the same files everywhere. */
  static void write(Source.ModuleClasses classes, Path jar)
      throws IOException, LambdaImageException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, Path> entry : FileTree.list(classes.path()).entrySet()) {
        add(zip, entry.getKey(), entry.getValue());
      }
    }
  }

  /** Stored, not deflated: the layer is compressed anyway, and no zlib version can differ. */
  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    CheckedInputStream content = new CheckedInputStream(Files.newInputStream(file), new CRC32());
    long size;
    try (content) {
      size = content.transferTo(OutputStream.nullOutputStream());
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(content.getChecksum().getValue());
    entry.setTimeLocal(FIXED_TIME);
    zip.putNextEntry(entry);
    Files.copy(file, zip);
    zip.closeEntry();
  }
}
