package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  /**
   * Writes the jar, the same bytes for the same files everywhere. Folders have entries, as in any
   * jar: who looks for all that is in one ({@code getResources("db/migration")}) finds it by them.
   */
  static void write(Source.ModuleClasses classes, Path jar)
      throws IOException, LambdaImageException {
    byte[] manifest = ManifestFile.bytes(ManifestFile.of(classes));
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      Set<String> folders = new HashSet<>();
      // A stream of a jar has a manifest only if that comes first.
      addFolders(zip, ManifestFile.NAME, folders);
      add(zip, ManifestFile.NAME, () -> new ByteArrayInputStream(manifest));
      for (Map.Entry<String, Path> entry : FileTree.list(classes.path()).entrySet()) {
        String name = entry.getKey();
        // Java finds a manifest in whatever case its name is.
        if (!name.equalsIgnoreCase(ManifestFile.NAME)) {
          addFolders(zip, name, folders);
          add(zip, name, () -> Files.newInputStream(entry.getValue()));
        }
      }
    }
  }

  /** Adds the folders of an entry that are not there yet. */
  private static void addFolders(ZipOutputStream zip, String name, Set<String> known)
      throws IOException {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      String folder = name.substring(0, end + 1);
      if (known.add(folder)) {
        add(zip, folder, InputStream::nullInputStream);
      }
    }
  }

  /** The bytes of an entry, which are read twice. */
  @FunctionalInterface
  private interface Content {
    InputStream open() throws IOException;
  }

  /** Stored, not deflated: the layer is compressed anyway, and no zlib version can differ. */
  private static void add(ZipOutputStream zip, String name, Content content) throws IOException {
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
}
