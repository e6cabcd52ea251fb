package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.image.BuildRecord.Entry;
import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of an earlier image is believed. */
class EarlierImageTest {

  private static final byte[] LAYER = "the layer".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(LAYER);

  @TempDir Path directory;
  private final BuiltLayer layer =
      new BuiltLayer("classes", new LayerBlob(DIGEST, DIGEST, LAYER.length, 2), false);
  private ImageLayout layout;
  private BuildRecord record;

  @BeforeEach
  void write() throws Exception {
    layout = TestLayout.write(directory, with(List.of(layer), List.of(), List.of()));
    Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.write(layout.blob(DIGEST), LAYER);
    record =
        new BuildRecord(
            1,
            DIGEST,
            layout.summary().base(),
            List.of(),
            true,
            Map.of("classes", new Entry(DIGEST, layer.blob(), "old")));
  }

  @Test
  void isWhatIsInTheDirectory() throws Exception {
    EarlierImage earlier = EarlierImage.in(directory, record);

    assertThat(Objects.requireNonNull(earlier.layout()).summary()).isEqualTo(layout.summary());
    assertThat(earlier.summary()).isEqualTo(layout.summary());
    assertThat(earlier.record()).isEqualTo(record);
    assertThat(earlier.isSound()).as("before its blobs are read").isFalse();
  }

  @Test
  void isNoneInAnEmptyDirectory() {
    EarlierImage none = EarlierImage.in(directory.resolve("empty"), null);

    assertThat(none.layout()).isNull();
    assertThat(none.record()).isNull();
    assertThat(none.summary()).isNull();
    assertThat(none.checks()).isEmpty();
    assertThat(none.isSound()).isFalse();
    assertThat(none.isOf(layout.summary())).isFalse();
    assertThat(none.isSaid(layout.summary())).isFalse();
  }

  @Test
  void isNoneWhereItIsDamagedButItsBaseIsRemembered() throws Exception {
    Files.writeString(directory.resolve("image.json"), "{}");

    EarlierImage damaged = EarlierImage.in(directory, record);

    assertThat(damaged.layout()).isNull();
    assertThat(damaged.record()).isEqualTo(record.withoutLayers());
    assertThat(damaged.verified()).isSameAs(damaged);
  }

  @Test
  void isSoundWhenItsBlobsHaveBeenRead() throws Exception {
    // Whatever the time: it counts as written just now.
    Files.setLastModifiedTime(
        layout.blob(DIGEST), FileTime.from(Instant.now().plus(Duration.ofHours(1))));

    EarlierImage verified = EarlierImage.in(directory, record).verified();

    assertThat(verified.isSound()).isTrue();
    assertThat(verified.hasSound(layer.blob())).isTrue();
    assertThat(Objects.requireNonNull(verified.record()).stamp(layer))
        .as("it is to be read again")
        .isEqualTo(BlobStamp.NONE);
  }

  @Test
  void isNotSoundWithOtherBytes() throws Exception {
    Files.write(layout.blob(DIGEST), "The layer".getBytes(UTF_8));

    EarlierImage verified = EarlierImage.in(directory, record).verified();

    assertThat(verified.layout()).isNotNull();
    assertThat(verified.isSound()).isFalse();
    assertThat(verified.hasSound(layer.blob())).isFalse();
    assertThat(Objects.requireNonNull(verified.record()).layers()).isEmpty();
  }

  @Test
  void isNotReadWithoutARecord() {
    EarlierImage foreign = EarlierImage.in(directory, null);

    assertThat(foreign.verified()).isSameAs(foreign);
  }

  @Test
  void isThisVeryImageByItsDigest() throws Exception {
    EarlierImage earlier = EarlierImage.in(directory, record);

    assertThat(earlier.isOf(layout.summary())).isTrue();
    assertThat(earlier.isOf(withDigest(Digest.of("another".getBytes(UTF_8))))).isFalse();
  }

  @Test
  void saysTheSameWhereverItWasPublished() throws Exception {
    EarlierImage earlier = EarlierImage.in(directory, record);
    Publication place = new Publication("r.test", "orders", List.of("1.0"), List.of());

    assertThat(earlier.isSaid(layout.summary())).isTrue();
    assertThat(earlier.isSaid(layout.summary().published(place))).isTrue();
  }

  @Test
  void saysSomethingElseOfAnotherImage() throws Exception {
    EarlierImage earlier = EarlierImage.in(directory, record);
    CheckResult result = new CheckResult("size", "warn", List.of(), List.of(), List.of());
    ImageName tools = ImageName.parse("r.test/tools:1").at(DIGEST);

    assertThat(earlier.isSaid(withDigest(Digest.of("another".getBytes(UTF_8))))).isFalse();
    assertThat(earlier.isSaid(with(List.of(layer), List.of(result), List.of()))).isFalse();
    assertThat(earlier.isSaid(with(List.of(layer), List.of(), List.of(tools)))).isFalse();
    assertThat(earlier.isSaid(onBase(layout.summary().base().at(DIGEST)))).isFalse();
  }

  @Test
  void hasTheResultsOfItsChecks() throws Exception {
    CheckResult result = new CheckResult("size", "warn", List.of("Large."), List.of(), List.of());
    TestLayout.write(directory, with(List.of(), List.of(result), List.of()));

    assertThat(EarlierImage.in(directory, record).checks()).containsExactly(result);
  }

  private static ImageSummary with(
      List<BuiltLayer> layers, List<CheckResult> checks, List<ImageName> copied) throws Exception {
    ImageSummary summary = TestLayout.summary();
    return summary(summary.digest(), summary.base(), layers, checks, copied);
  }

  private ImageSummary withDigest(Digest digest) throws Exception {
    return summary(digest, layout.summary().base(), List.of(layer), List.of(), List.of());
  }

  private ImageSummary onBase(ImageName base) throws Exception {
    return summary(layout.summary().digest(), base, List.of(layer), List.of(), List.of());
  }

  private static ImageSummary summary(
      Digest digest,
      ImageName base,
      List<BuiltLayer> layers,
      List<CheckResult> checks,
      List<ImageName> copied)
      throws Exception {
    ImageSummary summary = TestLayout.summary();
    return new ImageSummary(
        digest,
        summary.imageId(),
        base,
        summary.architecture(),
        summary.handler(),
        summary.created(),
        layers,
        checks,
        null,
        copied,
        null);
  }
}
