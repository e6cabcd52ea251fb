package io.github.lambdaimage.cache;

import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An unfinished file. No other process or thread writes under its name. It is deleted when it is
 * closed or when Maven is told to end, unless it became another file before.
 */
public final class TemporaryFile implements AutoCloseable {

  /** The end of all their names. */
  public static final String SUFFIX = ".part";

  private final Path path;
  private final AtExit exit;

  private boolean exists;
  private boolean ended;

  private TemporaryFile(Path path) {
    this.path = path;
    this.exit = AtExit.run(this::end);
  }

  /** A new empty file in the directory of the file that it is to become. */
  public static TemporaryFile beside(Path file) throws IOException {
    return create(file, String.valueOf(file.getFileName()) + '.');
  }

  /** A new empty file in an existing directory. */
  static TemporaryFile in(Path directory) throws IOException {
    return create(directory.resolve("any"), "");
  }

  /**
   * Does not use createTempFile, which makes the file private: the next job of a pipeline may run
   * as another user.
   */
  private static TemporaryFile create(Path sibling, String prefix) throws IOException {
    while (true) {
      String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
      TemporaryFile file = new TemporaryFile(sibling.resolveSibling(prefix + number + SUFFIX));
      try {
        file.create();
        return file;
      } catch (FileAlreadyExistsException e) {
        // It is somebody else's; the next number is as good.
        file.close();
      } catch (IOException e) {
        file.close();
        throw e;
      }
    }
  }

  /** Not after the end: the JVM would stop between a file's creation and its deletion. */
  private synchronized void create() throws IOException {
    if (ended || !exit.isCertain()) {
      throw new IOException("Maven was told to end");
    }
    Files.createFile(path);
    exists = true;
  }

  private synchronized void end() {
    ended = true;
    if (exists) {
      discard(path);
    }
  }

  public Path path() {
    return path;
  }

  /** Gives a finished file its name, replacing any file with that name. */
  public void become(Path file) throws IOException {
    Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    exit.close();
  }

  /** Deletes a file, if it exists and that is possible: a failure must not hide another one. */
  public static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // In a cache it is pruned later, in an output directory removed by "clean".
    }
  }
}
