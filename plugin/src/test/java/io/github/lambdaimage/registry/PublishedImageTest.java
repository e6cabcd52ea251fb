package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of the layers of an image. */
class PublishedImageTest {

  private static final Descriptor ONE = Descriptor.of("layer", "one".getBytes(UTF_8));
  private static final Descriptor OTHER = Descriptor.of("layer", "other".getBytes(UTF_8));

  @TempDir Path directory;

  @Test
  void tellsHowEachLayerGotThere() throws Exception {
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      ImageLayout layout = new TestImages(registry, directory).build("class");
      PublishedImage image =
          new PublishedImage(
              layout,
              List.of(
                  new PublishedBlob(ONE, Outcome.UPLOADED),
                  new PublishedBlob(OTHER, Outcome.MOUNTED)),
              3);

      assertThat(image.outcome(ONE.digest())).isEqualTo(Outcome.UPLOADED);
      assertThat(image.outcome(OTHER.digest())).isEqualTo(Outcome.MOUNTED);
      assertThat(image.outcome(Digest.of(new byte[1]))).isEqualTo(Outcome.ALREADY_THERE);
      assertThat(image.attached()).isEmpty();
    }
  }

  @Test
  void hasAllLayersWhereTheImageIsThere() throws Exception {
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      TestImages images = new TestImages(registry, directory);
      ImageLayout layout = images.build("class");
      images.publish(layout, "orders", new SharedBlobs());

      PublishedImage again = images.publish(layout, "orders", new SharedBlobs());

      assertThat(again.layers())
          .extracting(PublishedBlob::outcome)
          .containsExactly(Outcome.ALREADY_THERE, Outcome.ALREADY_THERE);
    }
  }

  @Test
  void offersItsLayersToOthersWhereItIsThere() throws Exception {
    SharedBlobs shared = new SharedBlobs();
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      TestImages images = new TestImages(registry, directory);
      ImageLayout layout = images.build("class");
      images.publish(layout, "orders", new SharedBlobs());

      images.publish(layout, "orders", shared);

      assertThat(
              shared.repositoryWith(
                  registry.registryHost(), images.ownLayers(layout).get(0).digest()))
          .contains("orders");
    }
  }

  @Test
  void hasWordsForLogs() {
    assertThat(Outcome.values()).extracting(Outcome::toString).doesNotHaveDuplicates();
    assertThat(Outcome.ALREADY_THERE).hasToString("already there");
    assertThat(AttachedArtifact.Outcome.ATTACHED_BY_TAG).hasToString("attached by a tag");
  }
}
