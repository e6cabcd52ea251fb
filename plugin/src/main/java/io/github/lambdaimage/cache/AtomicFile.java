package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there whole or not at all, whoever else writes the same. */
public final class AtomicFile {

  private AtomicFile() {}

  public static void write(Path file, byte[] content) throws IOException {
    Path temporary = TemporaryFile.beside(file);
    try {
      Files.write(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      TemporaryFile.discard(temporary);
      throw e;
    }
  }
}
