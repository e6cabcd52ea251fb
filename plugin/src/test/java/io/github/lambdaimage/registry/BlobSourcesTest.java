package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.registry.BlobPublisher.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the blobs of an image come from: its base is {@code lambda/java} of the registry. */
class BlobSourcesTest {

  private static final Digest BASE_LAYER = Digest.of(TestImages.BASE_LAYER);

  @TempDir Path directory;
  private final SharedBlobs shared = new SharedBlobs();
  private final Registries registries =
      new Registries(
          new Transport(uri -> null, Set.of(), Progress.NONE),
          host -> Optional.empty(),
          new RetryPolicy(pause -> {}));
  private ScriptedRegistry registry;
  private TestImages images;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    images = new TestImages(registry, directory);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void copiesLayersOfABaseBesideTheImage() throws Exception {
    assertThat(mounts(registry.host() + "/orders"))
        .containsExactly(Optional.empty(), Optional.of("lambda/java"), Optional.empty());
  }

  @Test
  void copiesNothingFromAnotherRegistry() throws Exception {
    assertThat(mounts("other.test/orders")).hasSize(3).containsOnly(Optional.empty());
  }

  @Test
  void copiesNothingFromTheImagesOwnRepository() throws Exception {
    assertThat(mounts(registry.host() + "/lambda/java")).hasSize(3).containsOnly(Optional.empty());
  }

  @Test
  void copiesWhatThisBuildHasPublishedElsewhere() throws Exception {
    Descriptor own = images.ownLayers(images.build("class")).get(0);
    shared.published(registry.registryHost(), "invoices", Set.of(own.digest()));

    assertThat(mounts(registry.host() + "/orders"))
        .containsExactly(Optional.empty(), Optional.of("lambda/java"), Optional.of("invoices"));
    assertThat(sources(registry.host() + "/orders").of(own, directory).mountSource())
        .contains("invoices");
    assertThat(sources(registry.host() + "/invoices").of(own, directory).mountSource()).isEmpty();
  }

  /** Without it, the registry does not copy it. */
  @Test
  void hasTheLoginSayWhereItCopiesFrom() throws Exception {
    Descriptor own = images.ownLayers(images.build("class")).get(0);
    shared.published(registry.registryHost(), "invoices", Set.of(own.digest()));
    Queue<String> wanted = registry.askForTokens();

    assertThat(sources(registry.host() + "/orders").of(own, directory).mountSource()).isPresent();
    registries.toPush(registry.registryHost(), "orders").manifests().find("1.0");

    assertThat(wanted)
        .containsExactly(
            "service=&scope=repository:invoices:pull&scope=repository:orders:pull,push");
  }

  @Test
  void bringsOnlyItsOwnWhereTheBaseIsBesideIt() throws Exception {
    ImageLayout image = images.build("class");
    Digest own = images.ownLayers(image).get(0).digest();
    Digest config = image.summary().imageId();

    assertThat(toBring(registry.host() + "/orders", image, Set.of()))
        .containsExactlyInAnyOrder(config, own);
    assertThat(toBring(registry.host() + "/orders", image, Set.of(config))).containsExactly(own);
  }

  @Test
  void bringsAllWhereTheBaseIsElsewhere() throws Exception {
    ImageLayout image = images.build("class");
    Digest own = images.ownLayers(image).get(0).digest();
    Digest config = image.summary().imageId();

    assertThat(toBring("other.test/orders", image, Set.of()))
        .containsExactlyInAnyOrder(config, own, BASE_LAYER);
    assertThat(toBring("other.test/orders", image, Set.of(own, config)))
        .containsExactly(BASE_LAYER);
  }

  /** The repositories from which config and layers can be copied. */
  private List<Optional<String>> mounts(String destination) throws Exception {
    ImageLayout image = images.build("class");
    return sources(destination).of(image, ImageManifest.parse(image.manifest())).stream()
        .map(Source::mountSource)
        .toList();
  }

  private Set<Digest> toBring(String destination, ImageLayout image, Set<Digest> known)
      throws Exception {
    return sources(destination).toBring(image, ImageManifest.parse(image.manifest()), known);
  }

  private BlobSources sources(String destination) throws Exception {
    CacheDirectory cache = CacheDirectory.in(directory.resolve("repository"));
    return new BlobSources(
        registries,
        new BaseLayers(registries, cache, false, Progress.NONE),
        shared,
        Destination.of(destination, List.of("1.0")));
  }
}
