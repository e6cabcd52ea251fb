package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is {@code /var/task} on Lambda; the folder itself holds the exploded classes. */
public record TaskRoot(Path folder) {

  /** All files of {@code lib}, sorted by name, also those that the client takes no notice of. */
  public List<Path> libraries() throws IOException {
    Path lib = folder.resolve("lib");
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
