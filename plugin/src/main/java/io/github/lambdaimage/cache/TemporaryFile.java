package io.github.lambdaimage.cache;

import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is not finished. Its name is one that no other process or thread writes under; it is
 * gone when it is closed, or when Maven is told to end, unless it became another file before.
 */
public final class TemporaryFile implements AutoCloseable {

  /** What all their names end with. */
  public static final String SUFFIX = ".part";

  private final Path path;
  private final AtExit exit;

  private TemporaryFile(Path path, AtExit exit) {
    this.path = path;
    this.exit = exit;
  }

  /** A new empty file in the directory of another one, which it is to become. */
  public static TemporaryFile beside(Path file) throws IOException {
    return create(file, String.valueOf(file.getFileName()) + '.');
  }

  /** A new empty file in a directory that is there. */
  static TemporaryFile in(Path directory) throws IOException {
    return create(directory.resolve("any"), "");
  }

  /**
   * Not by createTempFile, which hides the file from everybody else: the next job of a pipeline may
   * run as another user.
   */
  private static TemporaryFile create(Path sibling, String prefix) throws IOException {
    while (true) {
      String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
      Path path = sibling.resolveSibling(prefix + number + SUFFIX);
      try {
        Files.createFile(path);
      } catch (FileAlreadyExistsException e) {
        // Somebody else's; the next number is as good.
        continue;
      }
      AtExit exit = AtExit.run(() -> discard(path));
      if (!exit.isCertain()) {
        discard(path);
        throw new IOException("Maven was told to end");
      }
      return new TemporaryFile(path, exit);
    }
  }

  public Path path() {
    return path;
  }

  /** Gives a finished file its name, in the place of whatever has that name. */
  public void become(Path file) throws IOException {
    Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    exit.close();
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
