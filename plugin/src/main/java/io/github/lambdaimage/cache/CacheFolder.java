package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A folder of a cache: files appear complete, by a move, in a folder for each kind. */
final class CacheFolder {

  private static final String TEMPORARY = "tmp";

  private final Path root;

  CacheFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path file(String kind, String name) {
    return root.resolve(kind).resolve(name);
  }

  /** Where files are written that have no name yet. */
  Path temporaries() {
    return root.resolve(TEMPORARY);
  }

  TemporaryFile newTemporary() throws IOException {
    return TemporaryFile.in(Files.createDirectories(temporaries()));
  }

  /** Gives a finished temporary file its name, which another process may have done already. */
  void take(Path temporary, Path target) throws IOException {
    Path directory = Objects.requireNonNull(target.getParent());
    Files.createDirectories(directory);
    try {
      move(temporary, target);
    } catch (NoSuchFileException e) {
      // The folder was empty, and another process has just pruned it.
      Files.createDirectories(directory);
      move(temporary, target);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      // No directory here has the name of a file.
      FileTrees.delete(target);
      move(temporary, target);
    }
  }

  private static void move(Path temporary, Path target) throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
