package io.github.lambdaimage.maven;

import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive that exists until it has been loaded elsewhere.
 *
 * <p>It is in the project's output directory: there is room for it where the image is, an engine in
 * a virtual machine sees the user's projects but not the host's {@code /tmp}, and {@code mvn clean}
 * removes what a killed build has left. A Maven that is interrupted removes it.
 */
record TemporaryArchive(Path file, AtExit exit) implements AutoCloseable {

  static TemporaryArchive in(String directory) throws LambdaImageException {
    try {
      Path parent = Files.createDirectories(Path.of(directory));
      Path file = Files.createTempFile(parent, "lambda-image-", ".tar");
      return new TemporaryArchive(file, AtExit.run(() -> TemporaryFile.discard(file)));
    } catch (IOException e) {
      throw new LambdaImageException(
          "No file can be made in '%s': %s. Free space or make the directory writable, and run again."
              .formatted(directory, FailureReason.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    exit.close();
  }
}
