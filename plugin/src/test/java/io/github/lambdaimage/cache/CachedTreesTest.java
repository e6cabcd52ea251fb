package io.github.lambdaimage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedTreesTest {

  private static final Digest NAME = Digest.of("name".getBytes(UTF_8));
  private static final PluginVersion VERSION = new PluginVersion("1.0");

  @TempDir Path directory;
  private Path generation;
  private Path tree;
  private Path stamp;
  private CachedTrees trees;

  @BeforeEach
  void open() {
    generation = directory.resolve("repository/.cache/lambda-image/v5");
    tree = generation.resolve("trees").resolve(NAME.hex());
    stamp = tree.resolve("used");
    trees = trees();
  }

  @Test
  void isMadeOnceAndFoundFromThenOn() throws Exception {
    Path made = trees.of(NAME, folder -> write(folder, "first"));
    Path found = trees().of(NAME, folder -> write(folder, "second"));

    assertThat(found).isEqualTo(made).isEqualTo(tree.resolve("files"));
    assertThat(found.resolve("file")).hasContent("first");
    assertThat(names()).containsExactly(NAME.hex());
  }

  @Test
  void isNothingWhereItCouldNotBeMadeWhole() throws Exception {
    assertThatThrownBy(
            () ->
                trees.of(
                    NAME,
                    folder -> {
                      write(folder, "half");
                      throw new InterruptedException("enough");
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(names()).isEmpty();

    assertThat(trees.of(NAME, folder -> write(folder, "whole")).resolve("file"))
        .hasContent("whole");
  }

  @Test
  void isMadeAnewWhereAPartOfItIsGone() throws Exception {
    trees.of(NAME, folder -> write(folder, "first"));
    Files.delete(stamp);
    Path again = trees.of(NAME, folder -> write(folder, "second"));
    assertThat(again.resolve("file")).hasContent("second");

    Files.delete(again.resolve("file"));
    Files.delete(again);
    assertThat(trees.of(NAME, folder -> write(folder, "third")).resolve("file"))
        .hasContent("third");
    assertThat(names()).containsExactly(NAME.hex());
  }

  @Test
  void isThatOfAnotherProcessWhichWasFaster() throws Exception {
    Path files =
        trees.of(
            NAME,
            folder -> {
              write(folder, "slow");
              trees().of(NAME, other -> write(other, "fast"));
            });

    assertThat(files.resolve("file")).hasContent("fast");
    assertThat(names()).containsExactly(NAME.hex());
  }

  @Test
  void liesAsideWhereTheCacheCannotTakeIt() throws Exception {
    Files.createDirectories(generation);
    Files.createFile(generation.resolve("trees"));
    Path aside = directory.resolve("target/lambda-image-cache");
    CachedTrees withAside = new CachedTrees(cache().orElse(aside, message -> {}));

    Path made = withAside.of(NAME, folder -> write(folder, "first"));
    Path found = withAside.of(NAME, folder -> write(folder, "second"));

    assertThat(found).isEqualTo(made).startsWith(aside);
    assertThat(found.resolve("file")).hasContent("first");
  }

  @Test
  void isNowhereWithoutAPlaceForIt() throws Exception {
    Files.createDirectories(generation);
    Files.createFile(generation.resolve("trees"));

    assertThatThrownBy(() -> trees.of(NAME, folder -> {})).isInstanceOf(IOException.class);
  }

  @Test
  void notesThatItWasUsed() throws Exception {
    trees.of(NAME, folder -> {});
    FileTime old = age(stamp, Duration.ofHours(25));

    trees.of(NAME, folder -> {});

    assertThat(Files.getLastModifiedTime(stamp)).isGreaterThan(old);
  }

  /** Its files have the times of the base. */
  @Test
  void staysWhileItIsUsedHoweverOldItsFilesAre() throws Exception {
    Path files = trees.of(NAME, folder -> write(folder, "text"));
    for (Path old : List.of(files.resolve("file"), files, tree)) {
      age(old, Duration.ofDays(5000));
    }
    age(stamp, Duration.ofDays(29));

    cache().prune(Instant.now());

    assertThat(files.resolve("file")).hasContent("text");
  }

  @Test
  void isPrunedAsAWholeWhenNobodyHasUsedItForAMonth() throws Exception {
    trees.of(NAME, folder -> write(folder, "text"));
    age(stamp, Duration.ofDays(31));

    cache().prune(Instant.now());

    assertThat(names()).isEmpty();
  }

  @Test
  void isPrunedAfterADayWhereItWasNeverFinished() throws Exception {
    Path trees = generation.resolve("trees");
    age(Files.createDirectories(trees.resolve("begun.part")), Duration.ofHours(23));
    Path left = Files.createDirectories(trees.resolve("left.part"));
    write(Files.createDirectories(left.resolve("files")), "half");
    age(left, Duration.ofHours(25));

    cache().prune(Instant.now());

    assertThat(names()).containsExactly("begun.part");
  }

  /** As another process sees them: with locks of its own. */
  private CachedTrees trees() {
    return new CachedTrees(cache());
  }

  private CacheDirectory cache() {
    return CacheDirectory.in(directory.resolve("repository"), VERSION);
  }

  private static void write(Path folder, String text) throws IOException {
    Files.writeString(folder.resolve("file"), text);
  }

  private static FileTime age(Path file, Duration age) throws IOException {
    FileTime time = FileTime.from(Instant.now().minus(age));
    Files.setLastModifiedTime(file, time);
    return time;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(generation.resolve("trees"))) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }
}
