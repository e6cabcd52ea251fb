package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Folders with everything in them; symbolic links are not followed. */
final class FileTrees {

  private FileTrees() {}

  /** Deletes a folder as far as possible. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new Visitor() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            TemporaryFile.discard(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            TemporaryFile.discard(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether any file in a folder was modified after an instant, or cannot be examined. */
  static boolean anyNewer(Path folder, Instant instant) throws IOException {
    boolean[] found = new boolean[1];
    Files.walkFileTree(
        folder,
        new Visitor() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found[0] = attributes.lastModifiedTime().toInstant().isAfter(instant);
            return found[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            found[0] = true;
            return FileVisitResult.TERMINATE;
          }
        });
    return found[0];
  }

  /** Ignores files that another process has moved or deleted meanwhile. */
  abstract static class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      return FileVisitResult.CONTINUE;
    }
  }
}
