package io.github.lambdaimage.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Whether sources are newer than the image that was built from them. */
final class ChangedSources {

  private static final String MADE_LAST = "image.json";

  private ChangedSources() {}

  /**
   * Whether the image will be built again, as far as this can be told before the project is
   * compiled.
   *
   * @param layout where the image is, if there is one
   */
  static boolean since(Path layout, List<String> sourceRoots) {
    try {
      FileTime made = Files.getLastModifiedTime(layout.resolve(MADE_LAST));
      for (String root : sourceRoots) {
        if (isNewer(Path.of(root), made)) {
          return true;
        }
      }
      return false;
    } catch (IOException | UncheckedIOException e) {
      // There is no image yet, or this cannot be told.
      return true;
    }
  }

  private static boolean isNewer(Path root, FileTime time) throws IOException {
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.getLastModifiedTime(file).compareTo(time) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
