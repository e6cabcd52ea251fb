package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.BuildRecord.Entry;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of a build, and what is seen by it in the next one. */
class BuildRecordTest {

  private static final PluginVersion VERSION = new PluginVersion("1.0");
  private static final long THEN = 10_000;

  @TempDir Path directory;

  private final ImageName base = name("r.test/base:1").at(digest("base"));
  private final ImageName tools = name("r.test/tools:1").at(digest("tools"));
  private final ImageName agents = name("r.test/agents:2").at(digest("agents"));
  private final BuildRecord record =
      new BuildRecord(
          THEN,
          digest("parameters"),
          base,
          List.of(tools, agents),
          true,
          new LinkedHashMap<>(
              Map.of("snapshot dependencies", entry("d", "stamp.d"), "classes", entry("c", "-"))));

  BuildRecordTest() throws Exception {}

  @Test
  void isReadAsItWasWritten() throws Exception {
    record.write(directory, VERSION);

    assertThat(BuildRecord.read(directory, VERSION)).isEqualTo(record);
  }

  @Test
  void isReadWithoutCopiedImagesAndLayersToo() throws Exception {
    BuildRecord small =
        new BuildRecord(THEN, digest("parameters"), base, List.of(), false, Map.of());
    small.write(directory, VERSION);

    assertThat(BuildRecord.read(directory, VERSION)).isEqualTo(small);
  }

  @Test
  void isNoneForAnotherVersionAndWhereThereIsNone() throws Exception {
    assertThat(BuildRecord.read(directory, VERSION)).isNull();
    record.write(directory, VERSION);

    assertThat(BuildRecord.read(directory, new PluginVersion("1.1"))).isNull();
  }

  @Test
  void isNoneOnceItIsDeleted() throws Exception {
    record.write(directory, VERSION);
    BuildRecord.delete(directory);

    assertThat(directory).isEmptyDirectory();
    BuildRecord.delete(directory);
  }

  @Test
  void isNoneWhereItCannotBeRead() throws Exception {
    Files.createDirectory(directory.resolve(".build-record"));

    assertThat(BuildRecord.read(directory, VERSION)).isNull();
  }

  @Test
  void keepsEverythingElseWhenItIsPinned() {
    BuildRecord loose =
        new BuildRecord(THEN, record.parameters(), base, record.copied(), false, record.layers());

    assertThat(loose.pinned()).isEqualTo(record);
  }

  @Test
  void keepsItsBaseWhenItsLayersAreDistrusted() {
    assertThat(record.withoutLayers())
        .isEqualTo(
            new BuildRecord(THEN, record.parameters(), base, record.copied(), true, Map.of()));
  }

  @Test
  void keepsTheLayersThatHaveAStampNow() {
    BuildRecord stamped = record.stamped(Map.of(digest("d"), "new"));

    assertThat(stamped.layers())
        .containsOnly(Map.entry("snapshot dependencies", entry("d", "new")));
    assertThat(stamped.basePinned()).isTrue();
    assertThat(stamped.copied()).isEqualTo(record.copied());
  }

  @Test
  void knowsTheStampsOfAllItsBlobs() {
    Map<Digest, String> stamps = Map.of(digest("d"), "stamp.d", digest("c"), "-");

    assertThat(record.hasStamps(stamps)).isTrue();
    assertThat(record.hasStamps(Map.of(digest("d"), "stamp.d", digest("c"), "other"))).isFalse();
    assertThat(record.hasStamps(Map.of(digest("d"), "stamp.d"))).isFalse();
    assertThat(record.withoutLayers().hasStamps(Map.of())).isTrue();
  }

  @Test
  void givesTheStampOfALayerThatStillHasThatBlob() {
    assertThat(record.stamp(new BuiltLayer("classes", blob("c"), true))).isEqualTo("-");
    assertThat(record.stamp(new BuiltLayer("classes", blob("d"), true))).isNull();
    assertThat(record.stamp(new BuiltLayer("resources", blob("c"), true))).isNull();
  }

  @Test
  void remembersCopiedImagesForTheirOwnNamesAlone() {
    assertThat(record.copiedFor(name("r.test/tools:1"))).isEqualTo(tools);
    assertThat(record.copiedFor(name("r.test/agents:2"))).isEqualTo(agents);
    assertThat(record.copiedFor(name("r.test/tools:2"))).isNull();
  }

  @Test
  void givesNoImageForAPushThatNoBuildWasBefore() {
    BuildRecord ofPush =
        new BuildRecord(THEN, record.parameters(), base, record.copied(), false, record.layers());

    assertThat(ofPush.copiedFor(name("r.test/tools:1"))).isNull();
  }

  @Test
  void seesNoChangeInTheSameBuild() {
    assertThat(record.changes(record)).isEmpty();
  }

  @Test
  void seesNoChangeInOtherStatesOfTheSameBytes() {
    Entry touched = new Entry(digest("touched"), blob("c"), "other");
    Map<String, Entry> layers = new LinkedHashMap<>(record.layers());
    layers.put("classes", touched);

    assertThat(record.changes(with(layers))).isEmpty();
  }

  @Test
  void namesEverythingThatIsAnother() {
    Map<String, Entry> layers = new LinkedHashMap<>();
    layers.put("classes", entry("other classes", "-"));
    layers.put("resources", entry("r", "-"));
    BuildRecord later =
        new BuildRecord(
            THEN,
            digest("other parameters"),
            base.at(digest("moved")),
            List.of(tools),
            true,
            layers);

    assertThat(record.changes(later))
        .startsWith("parameters", "base image", "copied images")
        .endsWith("resources")
        .containsOnlyOnce("snapshot dependencies", "classes")
        .hasSize(6);
  }

  @Test
  void saysWhatALayerWasPackedInto() {
    assertThat(record.blob("classes")).isEqualTo(blob("c"));
    assertThat(record.blob("resources")).isNull();
  }

  @Test
  void takesALayerForUnchangedByItsFilesAndTheirTimes() {
    assertThat(record.isUnchanged(state("classes", "c", 0))).isTrue();
    assertThat(record.isUnchanged(state("classes", "other", 0))).isFalse();
    assertThat(record.isUnchanged(state("resources", "c", 0))).isFalse();
    assertThat(record.isUnchanged(state("classes", "c", THEN))).isFalse();
  }

  private BuildRecord with(Map<String, Entry> layers) {
    return new BuildRecord(THEN, record.parameters(), base, record.copied(), true, layers);
  }

  private static LayerState state(String layer, String content, long newest) {
    return new LayerState(new FunctionLayer(layer, List.of()), digest(content), newest, 1);
  }

  private static Entry entry(String content, String stamp) {
    return new Entry(digest(content), blob(content), stamp);
  }

  private static LayerBlob blob(String content) {
    return new LayerBlob(digest(content + " tar"), digest(content), 1, 2);
  }

  private static ImageName name(String text) {
    try {
      return ImageName.parse(text);
    } catch (LambdaImageException e) {
      throw new AssertionError(e);
    }
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }
}
