package io.github.lambdaimage.layer;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files below a directory. */
public final class FileTree {

  private static final char REPLACEMENT = '\uFFFD';

  private FileTree() {}

  /**
   * Lists the files below a directory, following symbolic links. Empty directories do not count: it
   * is chance whether a checkout or an incremental compilation leaves them.
   *
   * @return path relative to the directory, with {@code /}, to the file; empty if the directory
   *     does not exist
   * @throws LambdaImageException when something in it cannot be read
   */
  public static SortedMap<String, Path> list(Path directory) throws LambdaImageException {
    SortedMap<String, Path> files = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return files;
    }
    try {
      Files.walkFileTree(
          directory,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (!attributes.isRegularFile()) {
                throw new IOException(
                    attributes.isSymbolicLink()
                        ? "the symbolic link '" + file + "' points to nothing"
                        : "'" + file + "' is not a regular file");
              }
              files.put(slashed(directory.relativize(file)), file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (FileSystemLoopException e) {
      throw new LambdaImageException(
          "Cannot list '%s': the symbolic link '%s' leads back to a directory that contains it. Remove the link."
              .formatted(directory, e.getFile()),
          e);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    for (Path file : files.values()) {
      refuseUndecoded(directory.relativize(file));
    }
    return files;
  }

  /**
   * A name in a directory.
   *
   * @param isLink whether it is a symbolic link
   */
  public record Entry(Path path, boolean isLink) {}

  /**
   * Lists everything below a directory except directories; only the directory itself may be a link
   * that is followed.
   *
   * @return path relative to the directory, with {@code /}, to the entry
   * @throws LambdaImageException when something in it cannot be read
   */
  public static SortedMap<String, Entry> entries(Path directory) throws LambdaImageException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    try {
      Path start = Files.isSymbolicLink(directory) ? directory.toRealPath() : directory;
      Files.walkFileTree(
          start,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Path name = start.relativize(file);
              boolean isLink = attributes.isSymbolicLink();
              entries.put(slashed(name), new Entry(directory.resolve(name), isLink));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    for (Entry entry : entries.values()) {
      refuseUndecoded(directory.relativize(entry.path()));
    }
    return entries;
  }

  static LambdaImageException unreadable(Path directory, IOException e) {
    return new LambdaImageException(
        "Cannot list '%s': %s. Make every file below it a readable one."
            .formatted(directory, FailureReason.of(e)),
        e);
  }

  /**
   * Refuses a name that differs from the one on disk: if the locale cannot express it, Java
   * replaces letters.
   */
  static void refuseUndecoded(Path name) throws LambdaImageException {
    String text = name.toString();
    if (text.indexOf(REPLACEMENT) < 0 && text.indexOf('?') < 0) {
      return;
    }
    boolean same;
    try {
      same = name.getFileSystem().getPath(text).equals(name);
    } catch (InvalidPathException e) {
      same = false;
    }
    if (!same) {
      throw new LambdaImageException(
          "The file name '%s' has characters that cannot be read in the locale of this process. Set the environment variable LC_ALL=C.UTF-8 for Maven; if that does not help, the name is not in UTF-8: rename the file."
              .formatted(text));
    }
  }

  static String slashed(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }
}
