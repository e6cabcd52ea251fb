package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive that is there until it has been handed over.
 *
 * <p>It is in the project's output directory: there is room for it where the image is, an engine in
 * a virtual machine sees the user's projects but not the host's {@code /tmp}, and {@code mvn clean}
 * removes what a killed build has left.
 */
record TemporaryArchive(Path file) implements AutoCloseable {

  static TemporaryArchive in(String directory) throws LambdaImageException {
    try {
      Path parent = Files.createDirectories(Path.of(directory));
      return new TemporaryArchive(Files.createTempFile(parent, "lambda-image-", ".tar"));
    } catch (IOException e) {
      throw new LambdaImageException(
          "No file can be made in '%s': %s. Free space or make the directory writable, and run again."
              .formatted(directory, Reason.of(e)),
          e);
    }
  }

  @Override
  public void close() throws LambdaImageException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The temporary file '%s' could not be deleted: %s. Delete it."
              .formatted(file, Reason.of(e)),
          e);
    }
  }
}
