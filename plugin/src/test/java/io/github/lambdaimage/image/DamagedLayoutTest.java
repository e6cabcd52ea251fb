package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an image on disk after it was built. */
class DamagedLayoutTest {

  /** So much later that the test's files count as settled. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir Path directory;
  private TestFunction function;
  private CacheDirectory cache;
  private ImageAssembler assembler;
  private Path layout;
  private Digest expected;

  @BeforeEach
  void build() throws Exception {
    function = TestFunction.in(directory.resolve("function"));
    cache = CacheDirectory.in(directory.resolve("repository"));
    assembler = new ImageAssembler(new FixedBase(), TestFunction.NO_CONTENTS, cache, LATER);
    layout = directory.resolve("target/lambda-image");
    expected = assemble().layout().summary().digest();
    assertThat(assemble().upToDate()).isTrue();
  }

  @Test
  void isNoticedAndMendedInEachFile() throws Exception {
    for (Path file : files(layout)) {
      byte[] right = Files.readAllBytes(file);
      for (boolean sameTime : new boolean[] {false, true}) {
        flip(file, sameTime);

        Assembly mended = assemble();

        assertThat(mended.upToDate()).as("%s", file).isFalse();
        assertThat(mended.layout().summary().digest()).isEqualTo(expected);
        assertSound();
        if (Files.size(file) == right.length && !file.endsWith(".build-record")) {
          // The summaries tell a layer that was there from one that was packed.
          assertThat(file).hasBinaryContent(right);
        }
        assertThat(assemble().upToDate()).as("after %s", file).isTrue();
      }
    }
  }

  @Test
  void isToldOfWhereALayerWasMended() throws Exception {
    assertThat(assemble().mended()).isFalse();
    flip(layerFile(), false);

    Assembly mended = assemble();

    assertThat(mended.mended()).isTrue();
    assertThat(mended.changes()).isEmpty();
    assertThat(assemble().mended()).isFalse();
  }

  @Test
  void doesNotSpreadToTheCacheNorFromIt() throws Exception {
    Path cached = cache.blob(assemble().layout().summary().layers().get(0).blob().digest());
    byte[] right = Files.readAllBytes(cached);
    flip(layerFile(), false);
    assertThat(cached).hasBinaryContent(right);
    assemble();

    flip(cached, false);
    assertThat(assemble().upToDate()).isTrue();
    layout = directory.resolve("target/another");
    assertThat(assemble().layout().summary().digest()).isEqualTo(expected);
    assertSound();
  }

  /** As the cache of a pipeline does it: other inodes, the times as they were, or not. */
  @Test
  void isNoneWhereAnotherMachineBroughtTheFiles() throws Exception {
    for (boolean sameTimes : new boolean[] {true, false}) {
      for (Path file : files(layout)) {
        byte[] bytes = Files.readAllBytes(file);
        FileTime time = Files.getLastModifiedTime(file);
        Files.delete(file);
        Files.write(file, bytes);
        if (sameTimes) {
          Files.setLastModifiedTime(file, time);
        }
      }
      byte[] record = Files.readAllBytes(layout.resolve(".build-record"));

      assertThat(assemble().upToDate()).isTrue();

      assertThat(layout.resolve(".build-record"))
          .as("stamped anew, so that they are read once")
          .satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(record));
      assertThat(assemble().upToDate()).isTrue();
    }
  }

  /** A disk that rots changes no time: what was sent tells, and then nothing is believed. */
  @Test
  void isMendedWhereNothingButReadingTells() throws Exception {
    Path blob = layerFile();
    Digest digest = new Digest(String.valueOf(blob.getFileName()));
    Path cached = cache.blob(digest);
    Files.delete(blob);
    Files.createLink(blob, cached);
    assertThat(assemble().upToDate()).isTrue();
    flip(blob, true);
    assertThat(assemble().upToDate()).as("two names, and the time is as it was").isTrue();
    assertThatThrownBy(() -> archive(assemble().layout()))
        .isInstanceOfSatisfying(
            DamagedImageException.class, e -> assertThat(e.blob()).isEqualTo(digest));
    assertThat(directory.resolve("image.tar")).doesNotExist();
    assertThat(files(directory).stream().filter(it -> it.toString().endsWith(".part"))).isEmpty();

    assembler.distrust(layout, digest);

    assertThat(assemble().layout().summary().digest()).isEqualTo(expected);
    assertSound();
    archive(assemble().layout());
    assertThat(directory.resolve("image.tar")).isNotEmptyFile();
  }

  @Test
  void leavesNothingToBelieveButTheBaseOnceItIsDistrusted() throws Exception {
    BuildRecord before = Objects.requireNonNull(BuildRecord.read(layout, cache.version()));

    assembler.distrust(layout, new Digest(String.valueOf(layerFile().getFileName())));

    assertThat(before.layers()).hasSize(3);
    assertThat(BuildRecord.read(layout, cache.version())).isEqualTo(before.withoutLayers());
  }

  @Test
  void needsNoRecordToBeDistrusted() throws Exception {
    Path nothing = directory.resolve("nothing");

    assembler.distrust(nothing, expected);

    assertThat(nothing).doesNotExist();
  }

  /** A record of the image before would be believed of what has been half written. */
  @Test
  void hasNoRecordWhereItCouldNotBeWritten() throws Exception {
    Files.delete(layout.resolve("index.json"));
    Files.createDirectories(layout.resolve("index.json/in the way"));

    assertThatThrownBy(this::assemble)
        .hasMessageStartingWith("The image could not be written to '" + layout + "': ");

    assertThat(layout.resolve(".build-record")).doesNotExist();
  }

  @Test
  void keepsTheBaseOfABuildWhereTheImageWasDamaged() throws Exception {
    FixedBase moved = new FixedBase();
    moved.current = Digest.of("moved".getBytes(UTF_8));
    assembler = new ImageAssembler(moved, TestFunction.NO_CONTENTS, cache, LATER);
    for (String damaged : List.of("index.json", "image.properties")) {
      flip(layout.resolve(damaged), false);

      Assembly push =
          TestAssembly.assemble(
              assembler, function.image(), layout, BasePolicy.RECORDED, (image, base) -> List.of());

      assertThat(push.layout().summary().digest()).isEqualTo(expected);
    }
  }

  private void archive(ImageLayout image) throws LambdaImageException, IOException {
    Path base = Files.writeString(directory.resolve("base"), "base layer");
    new ImageArchive((name, layer) -> base)
        .write(image, List.of("orders:1.0"), directory.resolve("image.tar"));
  }

  private Assembly assemble() throws LambdaImageException {
    return TestAssembly.assemble(
        assembler, function.image(), layout, BasePolicy.CURRENT, (image, base) -> List.of());
  }

  private Path layerFile() throws LambdaImageException {
    ImageLayout image = ImageLayout.open(layout);
    return image.blob(image.summary().layers().get(0).blob().digest());
  }

  private void assertSound() throws IOException {
    List<Path> blobs = files(layout.resolve("blobs"));
    assertThat(blobs).hasSize(5);
    for (Path blob : blobs) {
      assertThat(Digest.of(Files.readAllBytes(blob)).hex())
          .isEqualTo(String.valueOf(blob.getFileName()));
    }
  }

  private static void flip(Path file, boolean sameTime) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    // Until the file system's clock has gone on: it counts milliseconds.
    Path probe = file.resolveSibling("probe");
    do {
      Files.write(probe, bytes);
    } while (Files.getAttribute(probe, "unix:ctime")
        .equals(Files.getAttribute(file, "unix:ctime")));
    Files.delete(probe);
    Files.write(file, bytes);
    if (sameTime) {
      Files.setLastModifiedTime(file, time);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static final class FixedBase implements BaseImages {

    private Digest current = Digest.of("base".getBytes(UTF_8));

    @Override
    public ImageName pin(ImageName name) {
      return name.at(current);
    }

    @Override
    public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
      return TestFunction.base(pinned);
    }
  }
}
