package io.github.lambdaimage.packaged;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.cache.SealedText;
import io.github.lambdaimage.layer.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of what was unpacked, kept beside it, so that an unchanged archive is not read again.
 *
 * @param archive its absolute path
 * @param stamp what the file system said about it
 * @param takenAt just before it was read, in milliseconds since the epoch
 * @param state of all files, see {@link UnpackedState}
 */
record UnpackRecord(
    String archive, String stamp, long takenAt, String state, List<Unpacked> files) {

  static final String FILE = ".unpacked";

  private static final String FORM = "unpacked 1";
  private static final int HEADER_LINES = 4;
  private static final char PROGRAM = 'x';

  /**
   * One file.
   *
   * @param name in the archive
   * @param file its name in the folder
   */
  record Unpacked(String name, String file, boolean executable) {}

  /** The record of a folder, or {@code null} if there is none written by this version. */
  static @Nullable UnpackRecord read(Path folder, PluginVersion version) {
    try {
      String text = SealedText.of(version, FORM).open(Files.readAllBytes(folder.resolve(FILE)));
      return text == null ? null : parse(text.split("\n", -1));
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with it: unpack as if it did not exist.
      return null;
    }
  }

  private static UnpackRecord parse(String[] lines) {
    List<Unpacked> files = new ArrayList<>(lines.length);
    for (int i = HEADER_LINES; i < lines.length; i++) {
      String line = lines[i];
      int space = line.indexOf(' ');
      files.add(
          new Unpacked(
              unescaped(line.substring(space + 1)),
              line.substring(1, space),
              line.charAt(0) == PROGRAM));
    }
    return new UnpackRecord(lines[0], lines[1], Long.parseLong(lines[2]), lines[3], files);
  }

  void write(Path folder, PluginVersion version) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(archive).append('\n').append(stamp).append('\n');
    text.append(takenAt).append('\n').append(state);
    for (Unpacked file : files) {
      text.append('\n').append(file.executable() ? PROGRAM : '-').append(file.file());
      text.append(' ').append(escaped(file.name()));
    }
    AtomicFile.write(folder.resolve(FILE), SealedText.of(version, FORM).seal(text.toString()));
  }

  /** Whether it is of this very archive, and a change after it was read would show. */
  boolean isOf(Path file, FileStamp now) {
    return archive.equals(file.toAbsolutePath().toString())
        && stamp.equals(now.text())
        && now.wasSettledAt(takenAt);
  }

  /** Escapes a name; names in an archive have no backslash of their own. */
  private static String escaped(String name) {
    return name.indexOf('\n') < 0 ? name : name.replace("\n", "\\n");
  }

  private static String unescaped(String name) {
    return name.indexOf('\\') < 0 ? name : name.replace("\\n", "\n");
  }
}
