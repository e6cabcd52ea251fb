package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.TemporaryFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Removes files from a layout that do not belong to it. */
final class UnusedFiles {

  /** After this time, no other Maven in the same folder is still writing it. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private UnusedFiles() {}

  /** Removes the blobs of earlier images, and unfinished files of interrupted builds. */
  static void deleteBlobs(Path blobs, Set<String> ours) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(TemporaryFile.SUFFIX) ? isAbandoned(file) : !ours.contains(name)) {
          TemporaryFile.discard(file);
        }
      }
    }
  }

  /** Removes unfinished files of interrupted builds from a directory. */
  static void deleteAbandoned(Path directory) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, "*" + TemporaryFile.SUFFIX)) {
      for (Path file : files) {
        if (isAbandoned(file)) {
          TemporaryFile.discard(file);
        }
      }
    }
  }

  private static boolean isAbandoned(Path file) {
    try {
      FileTime oldest = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
      return Files.getLastModifiedTime(file).compareTo(oldest) < 0;
    } catch (IOException e) {
      // It has got its name meanwhile.
      return false;
    }
  }
}
