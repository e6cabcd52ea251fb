package io.github.lambdaimage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cannot be written is a file in the place of a directory here: permissions bind no root, as
 * who the tests may run.
 */
class CacheDirectoryTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(CONTENT);
  private static final PluginVersion VERSION = new PluginVersion("1.0");

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();
  private Path generation;
  private Path aside;
  private CacheDirectory plain;
  private CacheDirectory cache;

  @BeforeEach
  void open() {
    generation = directory.resolve("repository/.cache/lambda-image/v5");
    aside = directory.resolve("target/lambda-image-cache");
    plain = CacheDirectory.in(directory.resolve("repository"), VERSION);
    cache = plain.orElse(aside, log::add);
  }

  @Test
  void liesInTheLocalRepository() throws Exception {
    cache.write(DIGEST, CONTENT);
    cache.write("sizes", "a", CONTENT);

    assertThat(generation.resolve("blobs").resolve(DIGEST.hex())).hasBinaryContent(CONTENT);
    assertThat(generation.resolve("1.0/sizes/a")).hasBinaryContent(CONTENT);
    assertThat(generation.resolve("tmp")).isEmptyDirectory();
    assertThat(aside).doesNotExist();
    assertThat(log).isEmpty();
  }

  @Test
  void keepsAsideWhatItCannotKeep() throws Exception {
    Files.createDirectories(generation.getParent());
    Files.createFile(generation);

    cache.write(DIGEST, CONTENT);
    cache.write("sizes", "a", CONTENT);
    Path blob;
    try (TemporaryFile temporary = cache.newTemporary()) {
      Files.writeString(temporary.path(), "other");
      blob = cache.keep(temporary.path(), Digest.of("other".getBytes(UTF_8)));
    }

    assertThat(cache.blob(DIGEST)).isEqualTo(aside.resolve("blobs").resolve(DIGEST.hex()));
    assertThat(cache.blob(DIGEST)).hasBinaryContent(CONTENT);
    assertThat(cache.file("sizes", "a")).hasBinaryContent(CONTENT).startsWith(aside);
    assertThat(blob).hasContent("other").startsWith(aside);
    assertThat(aside.resolve("tmp")).isEmptyDirectory();
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("The cache '" + generation + "' cannot be written (")
        .endsWith("); what this build makes is kept in '" + aside + "'.");
  }

  @Test
  void keepsAsideWhatOneFolderOfItDoesNotTake() throws Exception {
    Files.createDirectories(generation);
    Files.createFile(generation.resolve("blobs"));

    cache.write(DIGEST, CONTENT);
    cache.write("sizes", "a", CONTENT);

    assertThat(cache.blob(DIGEST)).hasBinaryContent(CONTENT).startsWith(aside);
    assertThat(cache.file("sizes", "a")).hasBinaryContent(CONTENT).startsWith(generation);
    assertThat(generation.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void readsWhatIsThereWhereNothingCanBeWritten() throws Exception {
    plain.write(DIGEST, CONTENT);
    Files.delete(generation.resolve("tmp"));
    Files.createFile(generation.resolve("tmp"));
    Files.createFile(generation.resolve("1.0"));

    cache.write("sizes", "a", CONTENT);

    assertThat(cache.blob(DIGEST)).startsWith(generation).hasBinaryContent(CONTENT);
    assertThat(cache.file("sizes", "a")).startsWith(aside);
  }

  @Test
  void takesBackWhatLayAside() throws Exception {
    Files.createDirectories(generation.getParent());
    Files.createFile(generation);
    cache.write("sizes", "a", CONTENT);
    Files.delete(generation);

    cache.write("sizes", "a", "newer".getBytes(UTF_8));

    assertThat(cache.file("sizes", "a")).startsWith(generation).hasContent("newer");
    assertThat(aside.resolve("1.0/sizes")).isEmptyDirectory();
  }

  @Test
  void saysThatItCannotKeepAnythingWithoutAPlaceAside() throws Exception {
    Files.createDirectories(generation.getParent());
    Files.createFile(generation);

    assertThatThrownBy(() -> plain.write(DIGEST, CONTENT)).isInstanceOf(IOException.class);
  }

  @Test
  void failsWhereNeitherPlaceCanBeWritten() throws Exception {
    Files.createDirectories(generation.getParent());
    Files.createFile(generation);
    Files.createFile(directory.resolve("target"));

    assertThatThrownBy(() -> cache.write(DIGEST, CONTENT)).isInstanceOf(IOException.class);
  }

  @Test
  void replacesADirectoryThatIsNamedLikeAFile() throws Exception {
    Files.createDirectories(cache.blob(DIGEST).resolve("below"));

    cache.write(DIGEST, CONTENT);

    assertThat(cache.blob(DIGEST)).hasBinaryContent(CONTENT).startsWith(generation);
  }

  @Test
  void touchesWhatIsNotThereWithoutComplaint() {
    assertThatCode(() -> cache.touch(directory.resolve("nothing"))).doesNotThrowAnyException();
  }

  @Test
  void prunesGenerationsThatNobodyUsesAndNothingElse() throws Exception {
    cache.write(DIGEST, CONTENT);
    Path siblings = directory.resolve("repository/.cache/lambda-image");
    Path old = file(siblings.resolve("v3/blobs/a"), 31);
    file(siblings.resolve("v3/pruned"), 40);
    Path inUse = file(siblings.resolve("v4/blobs/a"), 31);
    file(siblings.resolve("v4/layers/a"), 29);
    Path later = file(siblings.resolve("v12/blobs/a"), 31);
    Path zero = file(siblings.resolve("v0/a"), 31);
    Path nine = file(siblings.resolve("v9/a"), 31);
    Path foreign = file(siblings.resolve("version/a"), 31);
    Path unnumbered = file(siblings.resolve("v/a"), 31);
    Path noFolder = file(siblings.resolve("v2"), 31);

    cache.prune(Instant.now());

    assertThat(old).doesNotExist();
    assertThat(siblings.resolve("v3")).doesNotExist();
    assertThat(later).doesNotExist();
    assertThat(inUse).exists();
    assertThat(zero).doesNotExist();
    assertThat(nine).doesNotExist();
    assertThat(foreign).exists();
    assertThat(unnumbered).exists();
    assertThat(noFolder).exists();
    assertThat(cache.blob(DIGEST)).exists();
  }

  @Test
  void prunesTheFoldersOfVersionsThatAreGone() throws Exception {
    Path remembered = file(generation.resolve("0.9/sizes/a"), 31);
    age(generation.resolve("0.9/layers"), 2);
    cache.write("sizes", "a", CONTENT);

    cache.prune(Instant.now());
    assertThat(remembered).doesNotExist();
    assertThat(generation.resolve("0.9/layers")).doesNotExist();
    assertThat(generation.resolve("0.9/sizes")).as("emptied just now").exists();

    cache.prune(Instant.now().plus(Duration.ofDays(2)));
    assertThat(generation.resolve("0.9/sizes")).doesNotExist();
    assertThat(cache.file("sizes", "a")).exists();
  }

  @Test
  void makesFoldersAgainThatWerePruned() throws Exception {
    cache.write(DIGEST, CONTENT);
    Files.delete(cache.blob(DIGEST));
    Files.delete(generation.resolve("tmp"));
    Files.delete(generation.resolve("blobs"));

    cache.write(DIGEST, CONTENT);

    assertThat(cache.blob(DIGEST)).exists();
  }

  @Test
  void prunesNothingWithoutComplaintWhereItCannot() throws Exception {
    plain.prune(Instant.now());
    assertThat(generation).doesNotExist();

    Path file = file(generation.resolve("blobs/a"), 31);
    Files.createDirectories(generation.resolve("pruned/in-the-way"));
    Files.setLastModifiedTime(generation.resolve("pruned"), FileTime.from(Instant.EPOCH));
    assertThatCode(() -> plain.prune(Instant.now())).doesNotThrowAnyException();
    assertThat(file).exists();
  }

  private static Path file(Path file, int days) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, CONTENT);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    return file;
  }

  private static void age(Path folder, int days) throws IOException {
    Files.createDirectories(folder);
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void leavesNothingOfWhatCouldNotBeWritten() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("folder"));
    Path target = folder.resolve("file");
    Files.createDirectories(target.resolve("below"));

    assertThatThrownBy(() -> AtomicFile.write(target, CONTENT)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> BlobCopy.copy(Files.write(directory.resolve("a"), CONTENT), target))
        .isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }
}
