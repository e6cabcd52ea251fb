package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers from the cache, or else from their registry. */
class BaseLayersTest {

  private static final byte[] BYTES = "the bytes of a layer".getBytes(UTF_8);
  private static final Descriptor LAYER = Descriptor.of("layer", BYTES);
  private static final String GET = "GET /v2/jre/blobs/";

  @TempDir Path directory;
  private final AtomicLong transferred = new AtomicLong();
  private ScriptedRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    registry.blobs.put(LAYER.digest().toString(), BYTES);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void areFetchedOnce() throws Exception {
    Path file = layers(false, ImageRole.BASE).fetch(name(), LAYER);

    assertThat(file).hasBinaryContent(BYTES).isEqualTo(cached());
    assertThat(layers(false, ImageRole.BASE).fetch(name(), LAYER)).isEqualTo(file);
    assertThat(layers(true, ImageRole.BASE).fetch(name(), LAYER)).isEqualTo(file);
    assertThat(registry.requests(GET)).hasSize(1);
  }

  @Test
  void areCountedAsTheyCome() throws Exception {
    layers(false, ImageRole.BASE).fetch(name(), LAYER);

    assertThat(transferred).hasValue(BYTES.length);
  }

  @Test
  void areNotPrunedWhileTheyAreUsed() throws Exception {
    Path file = layers(false, ImageRole.BASE).fetch(name(), LAYER);
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
    Files.setLastModifiedTime(file, longAgo);

    layers(false, ImageRole.BASE).fetch(name(), LAYER);

    assertThat(Files.getLastModifiedTime(file)).isGreaterThan(longAgo);
  }

  @Test
  void areFetchedAgainWhereTheyAreDamaged() throws Exception {
    Files.createDirectories(cached().getParent());
    Files.write(cached(), "other bytes, as many".getBytes(UTF_8));

    assertThat(layers(false, ImageRole.BASE).fetch(name(), LAYER)).hasBinaryContent(BYTES);
  }

  @Test
  void areFetchedAgainWhereTheConnectionBreaks() throws Exception {
    registry.script(
        exchange -> {
          boolean first = registry.requests(GET).size() == 1;
          if (first && exchange.getRequestURI().getPath().contains("/blobs/")) {
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES, 0, 5);
            exchange.close();
            return true;
          }
          return false;
        });

    assertThat(layers(false, ImageRole.BASE).fetch(name(), LAYER)).hasBinaryContent(BYTES);
    assertThat(registry.requests(GET)).hasSize(2);
  }

  @Test
  void areNotFetchedAgainWhereTheRegistryHasOthers() throws Exception {
    registry.blobs.put(LAYER.digest().toString(), "other bytes, as many".getBytes(UTF_8));

    assertThatThrownBy(() -> layers(false, ImageRole.COPIED).fetch(name(), LAYER))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The registry '%s' gives out the layer '%s' of the image '%s' with other bytes than its digest says. Try again; if it stays, the registry, or a proxy before it, is damaged.",
            registry.host(), LAYER.digest(), name());
    assertThat(registry.requests(GET)).hasSize(1);
    assertThat(cached()).doesNotExist();
  }

  @Test
  void areNotFetchedAgainWhereThereIsNoFileForThem() throws Exception {
    registry.script(
        exchange -> {
          if (exchange.getRequestURI().getPath().contains("/blobs/")) {
            putFolderInPlaceOfTheTemporaryFile();
          }
          return false;
        });

    assertThatThrownBy(() -> layers(false, ImageRole.COPIED).fetch(name(), LAYER))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("A layer of the image could not be written to '")
        .hasMessageEndingWith("Free space, and run again.");
    assertThat(registry.requests(GET)).hasSize(1);
  }

  @Test
  void areMissedWithoutANetwork() throws Exception {
    assertThatThrownBy(() -> layers(true, ImageRole.COPIED).fetch(name(), LAYER))
        .hasMessage(
            "Maven is offline, and the layer '%s' of the image '%s' is not in the cache. Run this goal once without '-o'.",
            LAYER.digest(), name());
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void areOpenedWithoutARequestWhereTheyAreThere() throws Exception {
    layers(false, ImageRole.BASE).fetch(name(), LAYER);
    registry.requests.clear();

    try (InputStream layer = layers(false, ImageRole.BASE).open(name(), LAYER)) {
      assertThat(layer).hasBinaryContent(BYTES);
    }
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void areOpenedAtTheirRegistryAndNotKept() throws Exception {
    try (InputStream layer = layers(false, ImageRole.BASE).open(name(), LAYER)) {
      assertThat(layer).hasBinaryContent(BYTES);
    }
    assertThat(registry.requests(GET)).hasSize(1);
    assertThat(cached()).doesNotExist();
  }

  @Test
  void areOpenedAtTheirRegistryWhereTheyAreDamaged() throws Exception {
    Files.createDirectories(cached().getParent());
    Files.write(cached(), "other bytes, as many".getBytes(UTF_8));

    try (InputStream layer = layers(false, ImageRole.BASE).open(name(), LAYER)) {
      assertThat(layer).hasBinaryContent(BYTES);
    }
  }

  private void putFolderInPlaceOfTheTemporaryFile() throws IOException {
    Path folder = CacheDirectory.in(directory).folders().get(0).resolve("tmp");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
        Files.createDirectory(file);
      }
    }
  }

  private Path cached() {
    Digest digest = LAYER.digest();
    return CacheDirectory.in(directory).blob(digest);
  }

  private ImageName name() throws LambdaImageException {
    return ImageName.parse(registry.host() + "/jre:21");
  }

  private BaseLayers layers(boolean offline, ImageRole role) {
    Registries registries =
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {}));
    return new BaseLayers(
        registries, CacheDirectory.in(directory), offline, transferred::addAndGet, role);
  }
}
