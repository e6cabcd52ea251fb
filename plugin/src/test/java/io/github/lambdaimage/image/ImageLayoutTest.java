package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ManifestFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image on disk says of itself, and when it no longer counts as one. */
class ImageLayoutTest {

  private static final Publication PLACE =
      new Publication("r.test", "orders", List.of("1.0"), List.of());

  @TempDir Path directory;
  private ImageLayout layout;
  private LayerBlob blob;

  @BeforeEach
  void build() throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), "a");
    layout =
        TestAssembly.layout(directory, List.of(FunctionFile.readable(file, "/var/task/a.txt")));
    blob = layout.summary().layers().get(0).blob();
  }

  @Test
  void isIntactAsItWasBuilt() {
    assertThat(layout.isIntact()).isTrue();
  }

  @Test
  void isNotIntactWithAnotherVersion() throws Exception {
    Files.writeString(file("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");

    assertThat(layout.isIntact()).isFalse();
  }

  @Test
  void isNotIntactWithAnotherSummaryForPrograms() throws Exception {
    Files.writeString(file("image.json"), "{}");

    assertThat(layout.isIntact()).isFalse();
  }

  @Test
  void isNotIntactWithoutAFile() throws Exception {
    Files.delete(file("oci-layout"));

    assertThat(layout.isIntact()).isFalse();
  }

  @Test
  void isNoImageWhereALayerHasAnotherSize() throws Exception {
    Files.write(layout.blob(blob.digest()), new byte[1]);

    assertIncomplete();
  }

  @Test
  void isNoImageWithoutItsIndex() throws Exception {
    Files.delete(file("index.json"));

    assertIncomplete();
  }

  @Test
  void isNoImageWithTheIndexOfAnother() throws Exception {
    Files.write(
        file("index.json"),
        ImageLayout.index(ManifestFormat.DOCKER, layout.summary().imageId(), 1));

    assertIncomplete();
  }

  @Test
  void isAnImageInEitherFormat() throws Exception {
    Files.write(
        file("index.json"),
        ImageLayout.index(ManifestFormat.OCI, layout.summary().digest(), layout.manifest().length));

    assertThat(ImageLayout.open(layout.directory()).summary()).isEqualTo(layout.summary());
  }

  @Test
  void isNoImageWithADamagedConfig() throws Exception {
    Files.writeString(layout.blob(layout.summary().imageId()), "{}");

    assertIncomplete();
    assertThatThrownBy(layout::config).isInstanceOf(DamagedImageException.class);
  }

  private void assertIncomplete() {
    assertThatThrownBy(() -> ImageLayout.open(layout.directory()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The image in '"
                + layout.directory()
                + "' is incomplete: a build was interrupted, or files are missing or damaged. Run 'mvn lambda-image:build'.");
  }

  @Test
  void givesTheBytesOfALayer() throws Exception {
    try (InputStream in = layout.open(blob.digest(), blob.size())) {
      assertThat(Digest.of(in.readAllBytes())).isEqualTo(blob.digest());
    }
  }

  @Test
  void saysThatALayerIsNoLongerThere() throws Exception {
    Files.delete(layout.blob(blob.digest()));

    assertThatThrownBy(() -> layout.open(blob.digest(), blob.size()).close())
        .isInstanceOfSatisfying(
            DamagedImageException.class, e -> assertThat(e.blob()).isEqualTo(blob.digest()));
  }

  @Test
  void itsVersionIsNobodysToChange() {
    layout.version()[0] = 0;

    assertThat(new String(layout.version(), UTF_8)).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  @Test
  void hasTheStampsThatWereKnown() throws Exception {
    EarlierImage known = new EarlierImage(layout, null, Map.of(blob.digest(), "known"));

    assertThat(layout.stamps(known)).containsOnly(Map.entry(blob.digest(), "known"));
  }

  @Test
  void hasNewStampsForTheOtherBlobs() throws Exception {
    Digest other = Digest.of("other".getBytes(UTF_8));
    EarlierImage known = new EarlierImage(layout, null, Map.of(other, "known"));

    assertThat(layout.stamps(known)).containsOnlyKeys(other, blob.digest());
  }

  @Test
  void recordsWhereItWasPublished() throws Exception {
    ImageLayout published = layout.published(PLACE);

    assertThat(published.summary().publication()).isEqualTo(PLACE);
    assertThat(published.summary().digest()).isEqualTo(layout.summary().digest());
    assertThat(ImageLayout.open(layout.directory()).summary()).isEqualTo(published.summary());
    assertThat(published.isIntact()).isTrue();
    assertThat(file("image.tfvars.json")).content().contains("r.test/orders@");
    assertThat(file("image.parameters.json")).content().contains("r.test/orders@");
  }

  @Test
  void writesNothingWhereItIsPublishedAtTheSamePlaceAgain() throws Exception {
    ImageLayout published = layout.published(PLACE);
    Files.writeString(file("image.tfvars.json"), "as it was");

    assertThat(published.published(PLACE)).isSameAs(published);
    assertThat(file("image.tfvars.json")).hasContent("as it was");
  }

  @Test
  void writesTheFilesForDeploymentAgainWhereOneIsMissing() throws Exception {
    ImageLayout published = layout.published(PLACE);
    for (String name : List.of("image.tfvars.json", "image.parameters.json")) {
      Files.delete(file(name));

      published.published(PLACE);

      assertThat(file(name)).exists();
    }
  }

  @Test
  void writesOtherFilesForDeploymentAtAnotherPlace() throws Exception {
    layout
        .published(PLACE)
        .published(new Publication("r.test", "bills", List.of("1.0"), List.of()));

    assertThat(file("image.tfvars.json")).content().contains("r.test/bills@");
    assertThat(ImageLayout.open(layout.directory()).summary().imageUri())
        .startsWith("r.test/bills@");
  }

  /** Nobody should deploy the image as it was published before. */
  @Test
  void hasNoFilesForDeploymentWhereItsNewPlaceCouldNotBeWritten() throws Exception {
    ImageLayout published = layout.published(PLACE);
    Files.delete(file("image.json"));
    Files.createDirectories(file("image.json").resolve("in the way"));
    Publication other = new Publication("r.test", "bills", List.of("1.0"), List.of());

    assertThatThrownBy(() -> published.published(other)).isInstanceOf(IOException.class);

    assertThat(file("image.tfvars.json")).doesNotExist();
    assertThat(file("image.parameters.json")).doesNotExist();
  }

  @Test
  void isNoLongerPublishedWhenItIsWrittenAgain() throws Exception {
    layout.published(PLACE);
    Path file = Files.writeString(directory.resolve("a.txt"), "other");

    ImageLayout again =
        TestAssembly.layout(directory, List.of(FunctionFile.readable(file, "/var/task/a.txt")));

    assertThat(again.summary().publication()).isNull();
    assertThat(file("image.tfvars.json")).doesNotExist();
    assertThat(layout.blob(blob.digest())).doesNotExist();
  }

  private Path file(String name) throws IOException {
    return layout.directory().resolve(name);
  }
}
