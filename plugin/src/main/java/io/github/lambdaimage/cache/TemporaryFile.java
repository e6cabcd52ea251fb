package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Files that are not finished: each has a name that no other process or thread writes under. */
public final class TemporaryFile {

  /** What all their names end with. */
  public static final String SUFFIX = ".part";

  private TemporaryFile() {}

  /** A new empty file in the directory of another one, which it is to become by a move. */
  public static Path beside(Path file) throws IOException {
    return create(file, String.valueOf(file.getFileName()) + '.');
  }

  /** A new empty file in a directory that is there. */
  static Path in(Path directory) throws IOException {
    return create(directory.resolve("any"), "");
  }

  /**
   * Not by createTempFile, which hides the file from everybody else: the next job of a pipeline may
   * run as another user.
   */
  private static Path create(Path sibling, String prefix) throws IOException {
    while (true) {
      String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
      try {
        return Files.createFile(sibling.resolveSibling(prefix + number + SUFFIX));
      } catch (FileAlreadyExistsException e) {
        // Somebody else's; the next number is as good.
      }
    }
  }

  /** Deletes a file, if it is there and that is possible: one that stays hides no other failure. */
  public static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // What is left in a cache is pruned later, and in an output directory cleaned.
    }
  }
}
