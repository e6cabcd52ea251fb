package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FileWatchTest {

  @TempDir Path directory;

  @Test
  void noticesNewFilesChangesAndRemovals() throws Exception {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Path file = Files.writeString(directory.resolve("model.bin"), "model");
    FileWatch watch = FileWatch.of(List.of(classes, file));

    Files.writeString(classes.resolve("A.class"), "class");
    assertThat(changes(watch)).containsExactly(classes.resolve("A.class"));
    Files.writeString(file, "another model");
    assertThat(changes(watch)).containsExactly(file);
    Files.delete(classes.resolve("A.class"));
    assertThat(changes(watch)).containsExactly(classes.resolve("A.class"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void looksBehindLinksThatMayLeadBackOrToNothing() throws Exception {
    Path from = Files.createDirectory(directory.resolve("from"));
    Files.createDirectory(from.resolve("a"));
    Path model = Files.writeString(from.resolve("a/model.bin"), "model");
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(from.resolve("a/back"), Path.of(".."));
    Files.createSymbolicLink(from.resolve("nothing"), Path.of("missing"));
    Files.createSymbolicLink(from.resolve("other"), elsewhere);
    FileWatch watch = FileWatch.of(List.of(from));

    Files.writeString(model, "another model");
    assertThat(changes(watch)).containsExactly(model);
    Files.writeString(elsewhere.resolve("data"), "data");
    assertThat(changes(watch)).containsExactly(from.resolve("other/data"));
  }

  /** A checkout, for one, removes files while they are listed. */
  @Test
  void waitsUntilNothingVanishesAnyMore() throws Exception {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    FileWatch watch = FileWatch.of(List.of(classes));
    CompletableFuture<Set<Path>> changed = CompletableFuture.supplyAsync(() -> awaited(watch));

    for (int round = 0; round < 30; round++) {
      for (int count = 0; count < 400; count++) {
        Files.createDirectory(classes.resolve("p" + count));
      }
      for (int count = 0; count < 400; count++) {
        Files.delete(classes.resolve("p" + count));
      }
    }
    Path last = Files.writeString(classes.resolve("A.class"), "class");

    assertThat(changed.get(30, TimeUnit.SECONDS)).containsExactly(last);
  }

  /** What happened before somebody waits is noticed, too. */
  private static Set<Path> changes(FileWatch watch) throws Exception {
    return CompletableFuture.supplyAsync(() -> awaited(watch)).get(30, TimeUnit.SECONDS);
  }

  private static Set<Path> awaited(FileWatch watch) {
    try {
      return watch.awaitChange();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
