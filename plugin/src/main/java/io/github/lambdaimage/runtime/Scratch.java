package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary directory of a run, deleted when it is closed or when Maven is told to end. One that
 * a killed Maven has left is deleted when the next is created.
 */
public final class Scratch implements AutoCloseable {

  private static final int TRIES = 100;

  private final Path directory;
  private final ScratchOwner owner;
  private final AtExit exit;

  private Scratch(Path directory, ScratchOwner owner) {
    this.directory = directory;
    this.owner = owner;
    this.exit = AtExit.run(() -> delete(directory));
  }

  /**
   * A new directory that no other user can read. It is not below {@code target}: AWS's client finds
   * no jars if {@code #} or {@code %} is in the path.
   */
  public static Scratch create() throws LambdaImageException {
    try {
      Path directory = Files.createTempDirectory(ScratchOwner.prefix());
      Scratch scratch = new Scratch(directory, ScratchOwner.mark(directory));
      ScratchOwner.abandoned(directory).forEach(Scratch::delete);
      return scratch;
    } catch (IOException e) {
      throw new LambdaImageException(
          "No temporary directory can be made: %s. Free space, or name a directory for them with '-Djava.io.tmpdir='."
              .formatted(FailureReason.of(e)),
          e);
    }
  }

  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    owner.close();
    exit.close();
    // When Maven is ending, the hook may have run before the function ended.
    delete(directory);
  }

  /** Deletes a file that is no longer needed; if that fails, it is deleted with its directory. */
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // See above.
    }
  }

  /**
   * Deletes a directory. Files that are still being written make the first try fail; nothing is
   * created again.
   */
  private static void delete(Path directory) {
    for (int tries = 0; tries < TRIES && Files.exists(directory); tries++) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // Leave it to the next try, or to the system, which deletes temporary files.
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
