package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePublisherTest {

  private static final byte[] BASE_LAYER = TestImages.BASE_LAYER;
  private static final String BASE_LAYER_PATH = "/v2/lambda/java/blobs/" + Digest.of(BASE_LAYER);

  @TempDir Path directory;
  private ScriptedRegistry registry;
  private TestImages images;
  private ImagePublisher publisher;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    images = new TestImages(registry, directory);
    publisher = images.publisher(new SharedBlobs());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void buildsWithoutFetchingALayerOfTheBase() throws Exception {
    build("class");

    assertThat(registry.requests)
        .filteredOn(request -> request.contains("/blobs/"))
        .containsExactly("GET /v2/lambda/java/blobs/" + images.baseConfigDigest());
  }

  @Test
  void sendsWhatIsMissingAndThenTheManifest() throws Exception {
    PublishedImage published = publish(build("class"), registry.host(), "1.0", "latest");

    assertThat(published.layers())
        .extracting(PublishedBlob::outcome)
        .containsExactly(Outcome.ALREADY_THERE, Outcome.UPLOADED);
    assertThat(registry.requests).last().isEqualTo("PUT /v2/orders/manifests/latest");
    assertThat(registry.manifests.get("1.0")).isEqualTo(published.layout().manifest());
    assertThat(Files.readString(directory.resolve("layout/image.json")))
        .contains(registry.host() + "/orders@" + published.layout().summary().digest());
  }

  @Test
  void sendsNothingTwice() throws Exception {
    ImageLayout image = build("class");
    publish(image, registry.host(), "1.0");
    registry.requests.clear();

    PublishedImage again = publish(image, registry.host(), "1.0");

    assertThat(again.bytesSent()).isZero();
    assertThat(registry.requests).containsExactly("GET /v2/orders/manifests/1.0");
  }

  @Test
  void sendsOneLayerConfigAndManifestAfterACodeChange() throws Exception {
    publish(build("class", "model"), registry.host(), "1.0");
    ImageLayout changed = build("CLASS", "model");
    registry.requests.clear();

    PublishedImage published = publish(changed, registry.host(), "1.0");

    assertThat(published.layers())
        .extracting(PublishedBlob::outcome)
        .containsExactly(Outcome.ALREADY_THERE, Outcome.ALREADY_THERE, Outcome.UPLOADED);
    assertThat(registry.requests("PUT /v2/orders/blobs")).hasSize(2);
    // What is small and replaces something is sent without asking.
    assertThat(registry.requests("HEAD")).isEmpty();
  }

  @Test
  void asksForSmallBlobsWhereATagIsNew() throws Exception {
    ImageLayout image = build("class");
    publish(image, registry.host(), "1.0");
    registry.requests.clear();

    publish(image, registry.host(), "2.0");

    assertThat(registry.requests("HEAD")).hasSize(3);
    assertThat(registry.requests("POST")).isEmpty();
  }

  @Test
  void connectsBeforeThereIsAnImage() throws Exception {
    ImageLayout image = build("class");
    registry.requests.clear();
    CountDownLatch connected = new CountDownLatch(2);
    registry.script(
        exchange -> {
          if (ScriptedRegistry.line(exchange).equals("GET /v2/")) {
            connected.countDown();
          }
          return false;
        });

    publisher.connect(registry.registryHost(), "orders", Optional.empty());

    assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
    publisher.forAnotherFunction().connect(registry.registryHost(), "invoices", Optional.empty());
    publish(image, registry.host(), "1.0");
    assertThat(registry.manifests).containsKey("1.0");
    // Connections stay open: other functions of the build have them, too. One asks for the
    // protocol.
    assertThat(registry.requests).filteredOn("GET /v2/"::equals).hasSize(1 + 1);
  }

  @Test
  void streamsTheBaseToAnotherRegistry() throws Exception {
    ImageLayout image = build("class");
    try (ScriptedRegistry other = new ScriptedRegistry()) {
      PublishedImage published = publish(image, other.host(), "1.0");

      assertThat(published.outcome(Digest.of(BASE_LAYER))).isEqualTo(Outcome.UPLOADED);
      assertThat(other.blobs.get(Digest.of(BASE_LAYER).toString())).isEqualTo(BASE_LAYER);
    }
  }

  @Test
  void sendsNothingWhereATagMustNotMove() throws Exception {
    PublishedImage before = publish(build("class"), registry.host(), "1.0");
    ImageLayout changed = build("CLASS");
    registry.requests.clear();

    assertThatThrownBy(() -> publish(changed, tag -> tag.equals("1.0"), "2.0", "latest", "1.0"))
        .hasMessage(
            "The tag '1.0' of '%s/orders' names '%s' and cannot be moved to this image, '%s': the repository's tags are immutable. Nothing was sent. Raise the project's version, or list another tag in <tags>."
                .formatted(
                    registry.host(),
                    before.layout().summary().digest(),
                    changed.summary().digest()));
    assertThat(registry.requests).allMatch(request -> request.startsWith("GET"));
  }

  @Test
  void takesAnImmutableTagThatNamesTheImageAlready() throws Exception {
    ImageLayout image = build("class");
    publish(image, registry.host(), "1.0");

    assertThat(publish(image, tag -> true, "1.0").bytesSent()).isZero();
  }

  @Test
  void mountsWhatAnotherFunctionOfTheBuildHasPublished() throws Exception {
    ImageLayout image = build("class");
    publish(image, registry.host(), "1.0");
    registry.script(
        exchange -> {
          boolean mounts =
              String.valueOf(exchange.getRequestURI().getQuery()).endsWith("&from=orders");
          if (mounts) {
            ScriptedRegistry.answer(exchange, 201, "");
          }
          return mounts;
        });
    registry.blobs.keySet().retainAll(Set.of(Digest.of(BASE_LAYER).toString()));

    PublishedImage second =
        publisher.publish(
            image,
            Attaching.NOTHING,
            Destination.of(registry.host() + "/invoices", List.of("2.0")),
            TagMutability.UNKNOWN);

    assertThat(second.layers())
        .extracting(PublishedBlob::outcome)
        .containsExactly(Outcome.ALREADY_THERE, Outcome.MOUNTED);
  }

  /** The destination would be asked for, tried again, and told to be in trouble. */
  @ParameterizedTest
  @CsvSource({
    "BASE layer, with other bytes than its digest says",
    "the base, with 8 bytes of the 10 that the manifest says",
    "base layer and more, with more than the 10 bytes that the manifest says"
  })
  void blamesTheBaseForALayerThatIsDamaged(String bytes, String how) throws Exception {
    ImageLayout image = build("class");
    registry.script(
        exchange -> {
          boolean layer = ScriptedRegistry.line(exchange).equals("GET " + BASE_LAYER_PATH);
          if (layer) {
            ScriptedRegistry.answer(exchange, 200, bytes);
          }
          return layer;
        });
    try (ScriptedRegistry other = new ScriptedRegistry()) {
      assertThatThrownBy(() -> publish(image, other.host(), "1.0"))
          .hasMessage(
              "The registry '%1$s' gives out the layer '%2$s' of the base image '%1$s/lambda/java:21' %3$s. Try again; if it stays, the registry, or a proxy before it, is damaged.",
              registry.host(), Digest.of(BASE_LAYER), how);
      assertThat(other.blobs).doesNotContainKey(Digest.of(BASE_LAYER).toString());
      assertThat(other.manifests).isEmpty();
    }
    assertThat(registry.requests("GET " + BASE_LAYER_PATH)).hasSize(1);
  }

  @Test
  void blamesTheBaseForALayerThatBreaksOff() throws Exception {
    ImageLayout image = build("class");
    registry.script(
        exchange -> {
          boolean layer = ScriptedRegistry.line(exchange).equals("GET " + BASE_LAYER_PATH);
          if (layer) {
            exchange.sendResponseHeaders(200, BASE_LAYER.length);
            exchange.getResponseBody().write(BASE_LAYER, 0, 4);
            exchange.getResponseBody().flush();
            exchange.close();
          }
          return layer;
        });
    try (ScriptedRegistry other = new ScriptedRegistry()) {
      assertThatThrownBy(() -> publish(image, other.host(), "1.0"))
          .hasMessageStartingWith(
              "The registry '%1$s' cannot be reached (GET http://%1$s%2$s): the connection broke: the answer ended after 4 of 10 bytes (tried 5 times).",
              registry.host(), BASE_LAYER_PATH);
      assertThat(other.manifests).isEmpty();
    }
  }

  @Test
  void putsNoManifestWhenABlobDidNotArrive() throws Exception {
    ImageLayout image = build("class");
    registry.fail(99, 403, "PUT /v2/orders/blobs");

    assertThatThrownBy(() -> publish(image, registry.host(), "1.0")).hasMessageContaining("403");
    assertThat(registry.requests("PUT /v2/orders/manifests")).isEmpty();
  }

  @Test
  void worksOfflineAfterOneOnlineBuild() throws Exception {
    ImageLayout online = build("class");
    registry.requests.clear();

    ImageLayout offline = images.build(true, "class");

    assertThat(offline.summary().digest()).isEqualTo(online.summary().digest());
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void saysWhatIsMissingOffline() {
    assertThatThrownBy(() -> images.build(true, "class"))
        .hasMessage(
            "Maven is offline, and what the tag of the base image '%s/lambda/java:21' stands for is not in the cache. Build once without '-o'."
                .formatted(registry.host()));
  }

  @Test
  void saysThatTheBaseDoesNotExist() {
    registry.manifests.clear();

    assertThatThrownBy(() -> build("class"))
        .hasMessage(
            "The base image '%1$s/lambda/java:21' does not exist: '%1$s' has no '21' in the repository 'lambda/java'. Correct <from>."
                .formatted(registry.host()));
  }

  private ImageLayout build(String... contents) throws Exception {
    return images.build(contents);
  }

  private PublishedImage publish(ImageLayout image, String host, String... tags) throws Exception {
    return publisher.publish(
        image,
        Attaching.NOTHING,
        Destination.of(host + "/orders", List.of(tags)),
        TagMutability.UNKNOWN);
  }

  private PublishedImage publish(ImageLayout image, TagMutability mutability, String... tags)
      throws Exception {
    return publisher.publish(
        image,
        Attaching.NOTHING,
        Destination.of(registry.host() + "/orders", List.of(tags)),
        mutability);
  }
}
