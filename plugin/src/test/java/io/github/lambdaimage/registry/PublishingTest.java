package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that go ahead of their image. */
class PublishingTest {

  @TempDir Path directory;
  private final SharedBlobs shared = new SharedBlobs();
  private ScriptedRegistry registry;
  private TestImages images;
  private ImagePublisher publisher;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    images = new TestImages(registry, directory);
    publisher = images.publisher(shared);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void bringsALayerBeforeTheImageIsThere() throws Exception {
    ImageLayout image = images.build("class");
    Descriptor layer = ownLayer(image);

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(layer, file(image, layer));
      publishing.bring(layer, file(image, layer));
      await(() -> registry.blobs.containsKey(layer.digest().toString()));
      assertThat(registry.manifests).doesNotContainKey("1.0");

      PublishedImage published = publishing.publish(image);

      assertThat(published.outcome(layer.digest())).isEqualTo(Outcome.UPLOADED);
      assertThat(published.bytesSent()).isEqualTo(ownBytes(image));
    }
    // The layer and the config, once each.
    assertThat(registry.requests("PUT /v2/orders/blobs")).hasSize(2);
    assertThat(registry.manifests.get("1.0")).isEqualTo(image.manifest());
  }

  @Test
  void sendsNothingAheadWhereATagMustNotMove() throws Exception {
    images.publish(images.build("class"), "orders", shared);
    ImageLayout changed = images.build("CLASS");
    registry.requests.clear();

    try (Publishing publishing = begin("orders", tag -> true)) {
      publishing.bring(ownLayer(changed), file(changed, ownLayer(changed)));

      assertThatThrownBy(() -> publishing.publish(changed))
          .hasMessageContaining("the repository's tags are immutable. Nothing was sent.");
    }
    assertThat(registry.requests).allMatch(request -> request.startsWith("GET"));
  }

  @Test
  void asksAheadForNothingThatTheTagHas() throws Exception {
    ImageLayout image = images.build("class");
    images.publish(image, "orders", shared);
    registry.requests.clear();

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(ownLayer(image), file(image, ownLayer(image)));

      assertThat(publishing.publish(image).bytesSent()).isZero();
    }
    assertThat(registry.requests).allMatch(request -> request.startsWith("GET"));
  }

  @Test
  void leavesALayerThatAnotherFunctionIsBringing() throws Exception {
    ImageLayout image = images.build("class");
    Descriptor layer = ownLayer(image);
    SharedBlobs.Claim others = shared.claim(registry.registryHost(), Set.of(layer.digest()));

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(layer, file(image, layer));
      CompletableFuture<PublishedImage> finished = finish(publishing, image);
      // It waits for nobody before the layer was left.
      await(PublishingTest::somebodyWaitsForOthers);
      assertThat(finished).isNotDone();
      assertThat(registry.requests("PUT")).isEmpty();
      others.close();

      assertThat(finished.get(20, TimeUnit.SECONDS).outcome(layer.digest()))
          .isEqualTo(Outcome.UPLOADED);
    }
    assertThat(registry.requests("PUT /v2/orders/blobs")).hasSize(2);
  }

  @Test
  void letsOthersMountWhatWentAhead() throws Exception {
    ImageLayout image = images.build("class");
    Descriptor layer = ownLayer(image);

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(layer, file(image, layer));
      await(() -> shared.repositoryWith(registry.registryHost(), layer.digest()).isPresent());

      assertThat(shared.repositoryWith(registry.registryHost(), layer.digest())).contains("orders");
      // And nobody has to wait for it.
      shared.claim(registry.registryHost(), Set.of(layer.digest())).close();
    }
  }

  @Test
  void neverMakesTwoImagesWaitForEachOther() throws Exception {
    ImageLayout image = images.build("class", "model");
    // Before anybody notes in the one that it is published.
    ImageLayout copy = images.copy(image);
    List<Descriptor> layers = images.ownLayers(image);
    CountDownLatch both = new CountDownLatch(2);
    registry.script(
        exchange -> {
          // Both layers are on their way before either of them arrives.
          if (exchange.getRequestMethod().equals("POST") && both.getCount() > 0) {
            both.countDown();
            awaitQuietly(both);
          }
          return false;
        });

    try (Publishing one = begin("orders", TagMutability.UNKNOWN);
        Publishing other = begin("invoices", TagMutability.UNKNOWN)) {
      one.bring(layers.get(0), file(image, layers.get(0)));
      other.bring(layers.get(1), file(image, layers.get(1)));
      CompletableFuture<PublishedImage> first = finish(one, image);
      CompletableFuture<PublishedImage> second = finish(other, copy);

      assertThat(first.get(20, TimeUnit.SECONDS).layers()).hasSize(3);
      assertThat(second.get(20, TimeUnit.SECONDS).layers()).hasSize(3);
    }
  }

  @Test
  void saysThatALayerDidNotArrive() throws Exception {
    ImageLayout image = images.build("class");
    registry.fail(1, 413, "PUT /v2/orders/blobs");

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(ownLayer(image), file(image, ownLayer(image)));

      assertThatThrownBy(() -> publishing.publish(image)).hasMessageContaining(": 413 (TEST");
    }
    assertThat(registry.requests("PUT /v2/orders/manifests")).isEmpty();
  }

  /** A tag names an image whose blobs are gone: what it speaks of is believed, but only once. */
  @Test
  void bringsWhatTheRegistryHasLost() throws Exception {
    ImageLayout image = images.build("class");
    images.publish(image, "orders", shared);
    registry.blobs.keySet().removeAll(own(image));
    refuseManifestsWithoutBlobs(image);
    registry.requests.clear();

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN, "1.0", "latest", "new")) {
      PublishedImage published = publishing.publish(image);

      assertThat(published.outcome(ownLayer(image).digest())).isEqualTo(Outcome.UPLOADED);
    }
    assertThat(registry.blobs.keySet()).containsAll(own(image));
    assertThat(registry.manifests.get("latest")).isEqualTo(image.manifest());
    assertThat(registry.manifests.get("new")).isEqualTo(image.manifest());
    // The base's layer, the class and the config.
    assertThat(registry.requests("HEAD /v2/orders/blobs")).hasSize(3);
    assertThat(registry.requests("PUT /v2/orders/manifests"))
        .containsExactly(
            "PUT /v2/orders/manifests/latest",
            "PUT /v2/orders/manifests/latest",
            "PUT /v2/orders/manifests/new");
  }

  @Test
  void bringsAgainEvenWhatItHasJustBrought() throws Exception {
    ImageLayout image = images.build("class");
    Descriptor layer = ownLayer(image);
    AtomicInteger refusals = new AtomicInteger();
    registry.script(
        exchange -> {
          boolean first =
              ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests")
                  && refusals.incrementAndGet() == 1;
          if (first) {
            registry.blobs.remove(layer.digest().toString());
            exchange.getRequestBody().readAllBytes();
            ScriptedRegistry.answer(
                exchange, 404, "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":\"lost\"}]}");
          }
          return first;
        });

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(layer, file(image, layer));
      PublishedImage published = publishing.publish(image);

      assertThat(published.outcome(layer.digest())).isEqualTo(Outcome.UPLOADED);
      assertThat(published.bytesSent()).isEqualTo(ownBytes(image));
    }
    assertThat(registry.blobs).containsKey(layer.digest().toString());
    assertThat(registry.manifests.get("1.0")).isEqualTo(image.manifest());
  }

  @Test
  void saysThatTheRegistryLosesWhatItIsSent() throws Exception {
    ImageLayout image = images.build("class");
    registry.script(
        exchange -> {
          boolean put = ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests");
          if (put) {
            exchange.getRequestBody().readAllBytes();
            ScriptedRegistry.answer(
                exchange,
                400,
                "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"lost\"}]}");
          }
          return put;
        });

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      assertThatThrownBy(() -> publishing.publish(image))
          .hasMessageContaining(
              "/v2/orders/manifests/1.0: 400 (MANIFEST_BLOB_UNKNOWN: lost). The registry does not have what it names: try again.");
    }
    assertThat(registry.requests("PUT /v2/orders/manifests")).hasSize(2);
  }

  @Test
  void saysThatALayerCannotBeRead() throws Exception {
    ImageLayout image = images.build("class");
    Descriptor layer = ownLayer(image);

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(layer, directory.resolve("gone"));

      assertThatThrownBy(() -> publishing.publish(image))
          .isInstanceOf(DamagedImageException.class)
          .hasMessageStartingWith(
              "The image is damaged: '%s' is not the blob '%s': '%1$s' does not exist."
                  .formatted(directory.resolve("gone"), layer.digest()));
    }
  }

  /** It ends before its last byte, and is not tried again: the registry takes nothing. */
  @Test
  void sendsNoLayerWhoseBytesAreNotItsOwn() throws Exception {
    byte[] noise = new byte[400_000];
    new Random(1).nextBytes(noise);
    ImageLayout image = images.build(HexFormat.of().formatHex(noise));
    Descriptor layer = ownLayer(image);
    Path file = file(image, layer);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).as("more than one buffer").hasSizeGreaterThan(300_000);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    String message =
        "The image is damaged: '%s' is not the blob '%s': its bytes have another digest. Run 'mvn lambda-image:build', which makes it anew; an image that was built elsewhere has to be fetched from there again."
            .formatted(file, layer.digest());

    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      assertThatThrownBy(() -> publishing.publish(image))
          .isInstanceOf(DamagedImageException.class)
          .hasMessage(message);
    }
    assertThat(registry.requests("PUT /v2/orders/blobs/uploads"))
        .as("config and layer, each once")
        .hasSizeLessThanOrEqualTo(2);
    try (Publishing publishing = begin("orders", TagMutability.UNKNOWN)) {
      publishing.bring(layer, file);
      assertThatThrownBy(() -> publishing.publish(image))
          .isInstanceOf(DamagedImageException.class)
          .hasMessage(message);
    }

    assertThat(registry.blobs).doesNotContainKey(layer.digest().toString());
    assertThat(registry.requests("PUT /v2/orders/manifests")).isEmpty();
  }

  @Test
  void endsWithoutAnImage() throws Exception {
    ImageLayout image = images.build("class");
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    registry.script(
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            begun.incrementAndGet();
            awaitQuietly(never);
          }
          return false;
        });

    Publishing publishing = begin("orders", TagMutability.UNKNOWN);
    publishing.bring(ownLayer(image), file(image, ownLayer(image)));
    await(() -> begun.get() == 1);
    publishing.close();

    assertThat(registry.manifests).doesNotContainKey("1.0");
    // Who gave up holds nothing.
    SharedBlobs.Claim claim =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return shared.claim(registry.registryHost(), Set.of(ownLayer(image).digest()));
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                })
            .get(20, TimeUnit.SECONDS);
    claim.close();
    never.countDown();
  }

  private Publishing begin(String repository, TagMutability mutability) throws Exception {
    return begin(repository, mutability, "1.0");
  }

  private Publishing begin(String repository, TagMutability mutability, String... tags)
      throws Exception {
    return publisher.begin(
        Destination.of(registry.host() + "/" + repository, List.of(tags)),
        mutability,
        Optional.empty());
  }

  /** As registries do that look after what they take. */
  private void refuseManifestsWithoutBlobs(ImageLayout image) throws Exception {
    List<Digest> needed = ImageManifest.parse(image.manifest()).blobs();
    registry.script(
        exchange -> {
          boolean refused =
              ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests")
                  && !needed.stream()
                      .allMatch(digest -> registry.blobs.containsKey(digest.toString()));
          if (refused) {
            exchange.getRequestBody().readAllBytes();
            ScriptedRegistry.answer(
                exchange,
                404,
                "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"lost\"}]}");
          }
          return refused;
        });
  }

  private static CompletableFuture<PublishedImage> finish(
      Publishing publishing, ImageLayout image) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return publishing.publish(image);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Descriptor ownLayer(ImageLayout image) throws Exception {
    return images.ownLayers(image).get(0);
  }

  /** What the image has besides its base. */
  private Set<String> own(ImageLayout image) throws Exception {
    return Set.of(ownLayer(image).digest().toString(), image.summary().imageId().toString());
  }

  private static Path file(ImageLayout image, Descriptor layer) {
    return image.directory().resolve("blobs/sha256").resolve(layer.digest().hex());
  }

  private long ownBytes(ImageLayout image) throws Exception {
    long config =
        Files.size(
            image.directory().resolve("blobs/sha256").resolve(image.summary().imageId().hex()));
    return ownLayer(image).size() + config + image.manifest().length;
  }

  private static boolean somebodyWaitsForOthers() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            call ->
                call.getClassName().equals(SharedBlobs.class.getName())
                    && call.getMethodName().equals("claim"));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
