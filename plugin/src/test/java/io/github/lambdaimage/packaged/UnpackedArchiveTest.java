package io.github.lambdaimage.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.layer.FileStamp;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedArchiveTest {

  private static final PluginVersion VERSION = PluginVersion.current();

  @TempDir Path directory;

  private Path archive;
  private Path folder;
  private UnpackedArchive unpacked;

  @BeforeEach
  void write() throws Exception {
    archive = directory.resolve("function.zip");
    folder = directory.resolve("unpacked");
    unpacked = new UnpackedArchive(folder, VERSION);
    try (TestZip zip = new TestZip(archive)) {
      zip.add("A.class", "old code").add("lib/a.jar", "library").add("bin/tool", "", 0100755);
      zip.add("con", "x").add("ä/\n", "odd").add("a.class", "another");
    }
  }

  @Test
  void hasTheFilesOfTheArchiveByTheirNames() throws Exception {
    PackagedFiles files = unpacked.files(archive);

    assertThat(texts(files))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "A.class",
                "old code",
                "a.class",
                "another",
                "bin/tool",
                "",
                "con",
                "x",
                "lib/a.jar",
                "library",
                "ä/\n",
                "odd"));
    assertThat(files.executables()).containsExactly("bin/tool");
    assertThat(texts(unpacked.files(archive))).isEqualTo(texts(files));
    assertThat(unpacked.files(archive).executables()).containsExactly("bin/tool");
  }

  /** On a file system that knows no case there is room for all, and no name leads anywhere. */
  @Test
  void givesFilesNamesThatAllFileSystemsTellApart() throws Exception {
    assertThat(unpacked.files(archive).files().values())
        .extracting(file -> String.valueOf(file.getFileName()))
        .allMatch(name -> name.matches("[0-9a-f]{20}-[A-Za-z0-9._-]+"))
        .extracting(name -> name.substring(0, 20))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotReadAnArchiveThatIsAsItWas() throws Exception {
    PackagedFiles files = unpacked.files(archive);
    Path garbage = Files.writeString(archive, "no zip any more");
    pretendThatItWasOf(garbage);

    assertThat(unpacked.files(garbage)).isEqualTo(files);
  }

  @Test
  void readsItAgainWhereSomebodyHadHandsOnTheFiles() throws Exception {
    PackagedFiles files = unpacked.files(archive);
    Path garbage = Files.writeString(archive, "no zip any more");
    pretendThatItWasOf(garbage);
    Files.writeString(file(files, "A.class"), "evil");

    assertThatThrownBy(() -> unpacked.files(garbage))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("is neither a zip");
  }

  @Test
  void readsItAgainWhereAFileIsGone() throws Exception {
    PackagedFiles files = unpacked.files(archive);
    Path garbage = Files.writeString(archive, "no zip any more");
    pretendThatItWasOf(garbage);
    Files.delete(file(files, "con"));

    assertThatThrownBy(() -> unpacked.files(garbage)).hasMessageContaining("is neither a zip");
  }

  /** It may have changed again in the moment in which it was read. */
  @Test
  void readsAnArchiveAgainThatWasAsNewAsItsReading() throws Exception {
    // Ahead, so that it is no old file however busy the machine is.
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
    var unused = unpacked.files(archive);

    UnpackRecord record = Objects.requireNonNull(UnpackRecord.read(folder, VERSION));
    assertThat(record.isOf(archive, FileStamp.of(archive))).isFalse();
    assertThat(later(record).isOf(archive, FileStamp.of(archive))).isTrue();
    assertThat(later(record).isOf(directory.resolve("other.zip"), FileStamp.of(archive))).isFalse();
  }

  @Test
  void mendsWhatIsNotAsInTheArchive() throws Exception {
    PackagedFiles files = unpacked.files(archive);
    Files.writeString(file(files, "A.class"), "bad code");
    Files.writeString(file(files, "con"), "longer");
    Files.delete(file(files, "lib/a.jar"));
    Files.delete(folder.resolve(UnpackRecord.FILE));

    assertThat(texts(unpacked.files(archive)))
        .containsEntry("A.class", "old code")
        .containsEntry("con", "x")
        .containsEntry("lib/a.jar", "library");
  }

  /** Layers are known by the times of their files: what did not change keeps them. */
  @Test
  void leavesAloneWhatIsTheSameInTheNextArchive() throws Exception {
    PackagedFiles before = unpacked.files(archive);
    FileStamp library = FileStamp.of(file(before, "lib/a.jar"));
    try (TestZip zip = new TestZip(archive)) {
      zip.add("lib/a.jar", "library").add("A.class", "new code");
    }

    PackagedFiles after = unpacked.files(archive);

    assertThat(texts(after)).isEqualTo(Map.of("A.class", "new code", "lib/a.jar", "library"));
    assertThat(file(after, "lib/a.jar")).isEqualTo(file(before, "lib/a.jar"));
    assertThat(FileStamp.of(file(after, "lib/a.jar"))).isEqualTo(library);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left)
          .containsExactlyInAnyOrder(
              folder.resolve(UnpackRecord.FILE), file(after, "A.class"), file(after, "lib/a.jar"));
    }
  }

  /** Whoever is packing the files before finds them as they were, or not at all. */
  @Test
  void neverGivesAFileOtherBytes() throws Exception {
    Path before = file(unpacked.files(archive), "A.class");
    try (TestZip zip = new TestZip(archive)) {
      zip.add("A.class", "new code");
    }

    assertThat(file(unpacked.files(archive), "A.class")).isNotEqualTo(before);
  }

  @Test
  void usesNothingOfADamagedArchive() throws Exception {
    byte[] bytes = Files.readAllBytes(archive);
    bytes[45] ^= 1;
    Files.write(archive, bytes);

    assertThatThrownBy(() -> unpacked.files(archive))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("is damaged at 'A.class'");
    assertThat(folder.resolve(UnpackRecord.FILE)).doesNotExist();
  }

  @Test
  void saysWhereItCouldNotBeUnpacked() throws Exception {
    Files.writeString(folder, "a file");

    assertThatThrownBy(() -> unpacked.files(archive))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<content> '%s' could not be unpacked to '%s': ", archive, folder);
  }

  /** The record of what is there now, as if it had been unpacked from this file, long ago. */
  private void pretendThatItWasOf(Path file) throws Exception {
    UnpackRecord record = Objects.requireNonNull(UnpackRecord.read(folder, VERSION));
    new UnpackRecord(
            file.toAbsolutePath().toString(),
            FileStamp.of(file).text(),
            inAnHour(),
            record.state(),
            record.files())
        .write(folder, VERSION);
  }

  private static UnpackRecord later(UnpackRecord it) {
    return new UnpackRecord(it.archive(), it.stamp(), inAnHour(), it.state(), it.files());
  }

  private static long inAnHour() {
    return Instant.now().plusSeconds(3600).toEpochMilli();
  }

  private static Path file(PackagedFiles files, String name) {
    return Objects.requireNonNull(files.files().get(name));
  }

  private static Map<String, String> texts(PackagedFiles files) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    for (String name : List.copyOf(files.files().keySet())) {
      texts.put(name, Files.readString(file(files, name)));
    }
    return texts;
  }
}
