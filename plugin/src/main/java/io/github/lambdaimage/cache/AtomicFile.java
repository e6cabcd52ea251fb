package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files that appear complete or not at all, even if others write the same file. */
public final class AtomicFile {

  private AtomicFile() {}

  public static void write(Path file, byte[] content) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      Files.write(temporary.path(), content);
      temporary.become(file);
    }
  }
}
