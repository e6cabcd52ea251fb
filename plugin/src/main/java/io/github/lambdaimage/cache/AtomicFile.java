package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files that are there whole or not at all, whoever else writes the same. */
public final class AtomicFile {

  private AtomicFile() {}

  public static void write(Path file, byte[] content) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      Files.write(temporary.path(), content);
      temporary.become(file);
    }
  }
}
