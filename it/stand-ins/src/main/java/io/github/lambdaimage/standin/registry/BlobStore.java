package io.github.lambdaimage.standin.registry;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The bytes of all repositories' blobs, in a temporary directory, since they may be gigabytes. */
final class BlobStore implements AutoCloseable {

  private final Path directory;

  BlobStore(Path directory) {
    this.directory = directory;
  }

  static BlobStore create() {
    try {
      return new BlobStore(Files.createTempDirectory("registry"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path newUpload(String id) {
    return directory.resolve("upload-" + id);
  }

  Path file(String digest) {
    return directory.resolve(digest.replace(':', '-'));
  }

  void adopt(Path upload, String digest) throws IOException {
    Files.move(upload, file(digest), REPLACE_EXISTING);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
