package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  @TempDir Path directory;

  @Test
  void noticesNewFilesChangesAndRemovals() throws Exception {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Path file = Files.writeString(directory.resolve("model.bin"), "model");
    FileWatch watch = FileWatch.of(List.of(classes, file));

    Files.writeString(classes.resolve("A.class"), "class");
    assertThat(changes(watch)).isTrue();
    Files.writeString(file, "another model");
    assertThat(changes(watch)).isTrue();
    Files.delete(classes.resolve("A.class"));
    assertThat(changes(watch)).isTrue();
  }

  /** What happened before somebody waits is noticed, too. */
  private static boolean changes(FileWatch watch) throws Exception {
    CompletableFuture<Boolean> changed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                watch.awaitChange();
                return true;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    return changed.get(30, TimeUnit.SECONDS);
  }
}
