package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory of a run, among the system's temporary ones, gone when it is closed. */
public record Scratch(Path directory) implements AutoCloseable {

  /**
   * A new directory that no other user can read. It does not lie below {@code target}: AWS's client
   * finds no jars where a {@code #} or {@code %} is in the path.
   */
  public static Scratch create() throws LambdaImageException {
    try {
      return new Scratch(Files.createTempDirectory("lambda-image-"));
    } catch (IOException e) {
      throw new LambdaImageException(
          "No temporary directory can be made: %s. Free space, or name a directory for them with '-Djava.io.tmpdir='."
              .formatted(Reason.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The system deletes what is temporary, and what was done is done.
    }
  }
}
