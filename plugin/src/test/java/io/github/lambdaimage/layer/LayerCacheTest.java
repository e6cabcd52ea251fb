package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LayerCacheTest {

  /** Long after the files were written: a change since would show in their times. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir Path directory;
  private CacheDirectory files;
  private LayerCache cache;
  private TestFunction function;

  @BeforeEach
  void writeFunction() throws IOException {
    files = CacheDirectory.in(directory.resolve("repository"));
    cache = new LayerCache(files);
    function = TestFunction.in(directory.resolve("one"));
  }

  @Test
  void packsALayerOnce() throws Exception {
    BuiltLayer first = build(cache, function.layer("classes"));
    BuiltLayer second = build(cache, function.layer("classes"));

    assertThat(first.cached()).isFalse();
    assertThat(second.cached()).isTrue();
    assertThat(second.blob()).isEqualTo(first.blob());
  }

  @Test
  void packsALayerOnceForAllWhoWantItAtTheSameTime() throws Exception {
    TestFunction checkout = TestFunction.in(directory.resolve("another module"));
    LayerCache other = new LayerCache(files);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<BuiltLayer> one = threads.submit(() -> build(cache, function.layer("dependencies")));
      Future<BuiltLayer> two = threads.submit(() -> build(other, checkout.layer("dependencies")));

      assertThat(List.of(one.get().cached(), two.get().cached()))
          .containsExactlyInAnyOrder(false, true);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The functions of a reactor have the same jars: for the second one nobody reads them. */
  @Test
  void doesNotReadWhatAModuleOfTheBuildHasPacked() throws Exception {
    LayersOfBuild ofBuild = new LayersOfBuild(LATER);
    LayerState libraries = state(function.layer("dependencies"));
    BuiltLayer first = build(new LayerCache(files, ofBuild), libraries);
    assertThat(first.cached()).isFalse();
    assertThat(ofBuild.find(libraries)).isEqualTo(first.blob());

    // What is known of them decides, whatever their bytes are: those of the classes are others.
    LayerState classes = state(function.layer("classes"));
    ofBuild.note(classes, first.blob(), LATER.millis());
    BuiltLayer second = build(new LayerCache(files, ofBuild), classes);

    assertThat(second.cached()).isTrue();
    assertThat(second.blob()).isEqualTo(first.blob());
  }

  @Test
  void readsWhatMayHaveChangedSinceAModuleOfTheBuildHasPackedIt() throws Exception {
    Clock before = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    function.write("classes/com/example/Handler.class", "CLASS");
    LayersOfBuild ofBuild = new LayersOfBuild(before);
    LayerState justWritten = state(function.layer("classes"));
    build(new LayerCache(files, ofBuild), justWritten);

    assertThat(ofBuild.find(justWritten)).isNull();
  }

  @Test
  void packsAgainWhatAModuleOfTheBuildHasPackedAndSomebodyDamaged() throws Exception {
    LayersOfBuild ofBuild = new LayersOfBuild(LATER);
    LayerState state = state(function.layer("classes"));
    BuiltLayer first = build(new LayerCache(files, ofBuild), state);
    damage(cache.blob(first.blob()));

    assertThat(build(new LayerCache(files, ofBuild), state).cached()).isFalse();
    assertThat(Digest.of(Files.readAllBytes(cache.blob(first.blob()))))
        .isEqualTo(first.blob().digest());
  }

  @Test
  void recognisesTheSameContentInAnotherPlace() throws Exception {
    build(cache, function.layer("dependencies"));
    TestFunction checkout = TestFunction.in(directory.resolve("fresh checkout"));

    assertThat(build(cache, checkout.layer("dependencies")).cached()).isTrue();
  }

  @Test
  void tellsContentsOfOneSizeApart() throws Exception {
    BuiltLayer one = build(cache, function.layer("classes"));
    function.write("classes/com/example/Handler.class", "CLASS");
    BuiltLayer other = build(cache, function.layer("classes"));

    assertThat(other.cached()).isFalse();
    assertThat(other.blob().digest()).isNotEqualTo(one.blob().digest());
  }

  /** Names, modes and sizes are the same. */
  @Test
  void tellsLinksApartThatLeadElsewhere() throws Exception {
    BuiltLayer one = build(cache, links("v1", "1"));
    BuiltLayer other = build(cache, links("v2", "1"));
    BuiltLayer swapped = build(cache, links("1", "v2"));

    assertThat(List.of(one.cached(), other.cached(), swapped.cached())).containsOnly(false);
    assertThat(List.of(other.blob().digest(), swapped.blob().digest()))
        .doesNotContain(one.blob().digest())
        .doesNotHaveDuplicates();
    assertThat(build(cache, links("v1", "1")).cached()).isTrue();
    assertThat(keys(links("v1", "1")))
        .isEqualTo(keys(links("v1", "1")))
        .isNotEqualTo(keys(links("v2", "1")));
  }

  private static FunctionLayer links(String one, String other) {
    return FunctionLayer.of(
        "extra files",
        List.of(
            FunctionFile.link(new Source.Link(Path.of("one"), one, true), "/opt/one"),
            FunctionFile.link(new Source.Link(Path.of("other"), other, true), "/opt/other")));
  }

  private static List<Digest> keys(FunctionLayer layer) throws Exception {
    return LayerState.of(List.of(layer)).stream().map(LayerState::key).toList();
  }

  @Test
  void packsAgainWhatWasDamaged() throws Exception {
    BuiltLayer first = build(cache, function.layer("classes"));
    Path blob = cache.blob(first.blob());
    damage(blob);

    assertThat(build(cache, function.layer("classes")).cached()).isFalse();
    assertThat(Digest.of(Files.readAllBytes(blob))).isEqualTo(first.blob().digest());
    assertThat(build(cache, function.layer("classes")).cached()).isTrue();
  }

  /**
   * Its bytes were right, and since then nobody wrote to it: they need not be read again. Where it
   * has another name, only the size and the time of the last change tell.
   */
  @Test
  void doesNotReadWhatNobodyWroteTo() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    Files.createLink(directory.resolve("link"), blob);
    FileTime written = Files.getLastModifiedTime(blob);
    damage(blob);
    Files.setLastModifiedTime(blob, written);

    assertThat(build(cache, function.layer("classes")).cached()).isTrue();
  }

  @Test
  void noticesWhoWroteToItsOwnFileAndPutTheTimeBack() throws Exception {
    Path blob = blobOfAnHourAgo();
    FileTime written = Files.getLastModifiedTime(blob);
    damage(blob);
    Files.setLastModifiedTime(blob, written);

    assertThat(build(cache, function.layer("classes")).cached()).isFalse();
  }

  /** What a project does to the link that it has must not stay with the cache. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void hasItsOwnFileAgainWhereAProjectChangedTheRightsOfALink() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    Path link = Files.createLink(directory.resolve("link"), blob);
    Files.setPosixFilePermissions(link, PosixFilePermissions.fromString("rw-------"));

    assertThat(build(cache, function.layer("classes")).cached()).isTrue();

    assertThat(Files.isSameFile(blob, link)).isFalse();
    assertThat(Files.getPosixFilePermissions(blob))
        .isEqualTo(Files.getPosixFilePermissions(Files.createFile(directory.resolve("plain"))));
  }

  /** Used and touched once a day, it is not read each time for that. */
  @Test
  void trustsWhatItHasTouchedItself() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    Files.setLastModifiedTime(blob, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    build(cache, function.layer("classes"));
    Files.createLink(directory.resolve("link"), blob);
    FileTime touched = Files.getLastModifiedTime(blob);
    damage(blob);
    Files.setLastModifiedTime(blob, touched);

    assertThat(build(cache, function.layer("classes")).cached()).isTrue();
  }

  @Test
  void readsWhatSomebodyWroteTo() throws Exception {
    damage(blobOfAnHourAgo());

    assertThat(build(cache, function.layer("classes")).cached()).isFalse();
  }

  @Test
  void readsWhatSomebodyPutInItsPlace() throws Exception {
    Path blob = blobOfAnHourAgo();
    FileTime written = Files.getLastModifiedTime(blob);
    Path other = Files.copy(blob, directory.resolve("other"));
    damage(other);
    Files.setLastModifiedTime(other, written);
    Files.move(other, blob, StandardCopyOption.REPLACE_EXISTING);

    assertThat(build(cache, function.layer("classes")).cached()).isFalse();
  }

  /** A blob that was read after it had last been written to. */
  private Path blobOfAnHourAgo() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    Files.setLastModifiedTime(blob, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    assertThat(build(cache, function.layer("classes")).cached()).isTrue();
    return blob;
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void packsAgainWhatIsGone() throws Exception {
    BuiltLayer first = build(cache, function.layer("classes"));
    Files.delete(cache.blob(first.blob()));

    assertThat(build(cache, function.layer("classes")).cached()).isFalse();
  }

  @Test
  void leavesNothingHalfWritten() throws Exception {
    build(cache, function.layer("classes"));

    assertThat(list(directory.resolve("repository")))
        .isNotEmpty()
        .noneMatch(file -> file.contains("lambda-image/v5/tmp/"));
  }

  @Test
  void forgetsWhatWasNotUsedForThirtyDays() throws Exception {
    Path old = cache.blob(build(cache, function.layer("classes")).blob());
    Path used = cache.blob(build(cache, function.layer("resources")).blob());
    Instant now = Instant.now();
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(31))));
    Files.setLastModifiedTime(used, FileTime.from(now.minus(Duration.ofDays(29))));

    files.prune(now);

    assertThat(old).doesNotExist();
    assertThat(used).exists();
  }

  @Test
  void keepsWhatIsUsedAgain() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    Files.setLastModifiedTime(blob, FileTime.from(Instant.now().minus(Duration.ofDays(31))));

    build(cache, function.layer("classes"));
    files.prune(Instant.now());

    assertThat(blob).exists();
  }

  @Test
  void removesWhatInterruptedBuildsLeft() throws Exception {
    try (TemporaryFile left = files.newTemporary();
        TemporaryFile inUse = files.newTemporary()) {
      Files.setLastModifiedTime(
          left.path(), FileTime.from(Instant.now().minus(Duration.ofDays(2))));

      files.prune(Instant.now());

      assertThat(left.path()).doesNotExist();
      assertThat(inUse.path()).exists();
    }
  }

  /** The push job of a pipeline may run as another user than the build job. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void letsOthersReadWhatItHolds() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    Path plain = Files.createFile(directory.resolve("plain"));

    assertThat(Files.getPosixFilePermissions(blob)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void packsAgainWhereTheRecordIsDamaged() throws Exception {
    BuiltLayer first = build(cache, function.layer("classes"));
    Path record = files.file("layers", first.blob().diffId().hex());
    Files.write(record, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

    assertThat(build(cache, function.layer("classes")).blob()).isEqualTo(first.blob());
  }

  @Test
  void prunesOnceADay() throws Exception {
    Path blob = cache.blob(build(cache, function.layer("classes")).blob());
    files.prune(Instant.now());
    Files.setLastModifiedTime(blob, FileTime.from(Instant.now().minus(Duration.ofDays(31))));

    files.prune(Instant.now());

    assertThat(blob).exists();
  }

  private static BuiltLayer build(LayerCache cache, FunctionLayer layer)
      throws IOException, LambdaImageException {
    try (ModuleJars jars = new ModuleJars()) {
      return cache.build(LayerPlan.of(layer, jars), jars);
    }
  }

  private static BuiltLayer build(LayerCache cache, LayerState state)
      throws IOException, LambdaImageException {
    try (ModuleJars jars = new ModuleJars()) {
      return cache.build(state, LayerPlan.of(state.layer(), jars), jars);
    }
  }

  private static LayerState state(FunctionLayer layer) throws LambdaImageException {
    return LayerState.of(List.of(layer)).get(0);
  }

  private static List<String> list(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }
}
