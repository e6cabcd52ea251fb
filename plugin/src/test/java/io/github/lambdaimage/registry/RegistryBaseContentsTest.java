package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseLayer;
import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryBaseContentsTest {

  private static final String GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final String BLOBS = "GET /v2/jre/blobs/";

  /** Both tar files: headers, contents and ends, in blocks of 512 bytes. */
  private static final long TARS = 10_752 + 22_528;

  @TempDir Path directory;
  private final List<Descriptor> layers = new ArrayList<>();
  private final List<String> ranges = new ArrayList<>();
  private ScriptedRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    layer(new BaseLayer().file("etc/passwd", "x".repeat(9_000)).gzip(), GZIP);
    layer(
        new BaseLayer()
            .link("usr/bin/java", "/opt/jre/bin/java")
            .file("opt/jre/bin/java", "y".repeat(20_000))
            .gzip(),
        "application/vnd.oci.image.layer.v1.tar+gzip");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void asksForTheLastFourBytesOfEachLayerOnce() throws Exception {
    registry.script(this::givesParts);

    UnpackedSize expected = new UnpackedSize(TARS, true);
    assertThat(contents(false).unpackedSize(base())).isEqualTo(expected);
    assertThat(ranges)
        .containsExactlyElementsOf(
            layers.stream()
                .map(it -> "bytes=%s-%s".formatted(it.size() - 4, it.size() - 1))
                .toList());

    // Another build, and one without a network.
    assertThat(contents(false).unpackedSize(base())).isEqualTo(expected);
    assertThat(contents(true).unpackedSize(base())).isEqualTo(expected);
    assertThat(registry.requests(BLOBS)).hasSize(2);
  }

  @Test
  void asksTheStorageServiceThatTheRegistryNamesForTheSamePart() throws Exception {
    registry.script(
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (!path.startsWith("/v2/jre/blobs/")) {
            return false;
          }
          exchange
              .getResponseHeaders()
              .set("Location", path.replace("/v2/jre/blobs/", "/storage/"));
          ScriptedRegistry.answer(exchange, 307, "");
          return true;
        });
    registry.script(this::givesParts);

    assertThat(contents(false).unpackedSize(base()).bytes()).isEqualTo(TARS);
    assertThat(ranges).hasSize(2);
  }

  @Test
  void fetchesNoLayerFromARegistryThatGivesOutNoParts() throws Exception {
    assertThatThrownBy(() -> contents(false).unpackedSize(base()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The registry '%s' does not give out parts of a layer.".formatted(registry.host()));
    assertThat(registry.requests(BLOBS)).hasSize(1);
    assertThat(cached("blobs")).isEmpty();
    assertThat(cached("trailers")).isEmpty();
  }

  @Test
  void refusesAnAnswerOfAnotherLength() {
    registry.script(
        exchange -> {
          if (!registry.blobs.containsKey(name(exchange))) {
            return false;
          }
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-4/" + TARS);
          ScriptedRegistry.answer(exchange, 206, "five!");
          return true;
        });

    assertThatThrownBy(() -> contents(false).unpackedSize(base()))
        .hasMessageEndingWith("does not give out parts of a layer.");
  }

  @Test
  void readsTheSizeFromALayerThatIsThere() throws Exception {
    contents(false).files(base());
    int requests = registry.requests.size();

    assertThat(contents(false).unpackedSize(base()).bytes()).isEqualTo(TARS);
    assertThat(registry.requests).hasSize(requests);
  }

  @Test
  void knowsTheSizeOfALayerWithoutCompressionAndNotThatOfZstd() throws Exception {
    layers.clear();
    layer("not compressed".getBytes(UTF_8), "application/vnd.oci.image.layer.v1.tar");
    assertThat(contents(false).unpackedSize(base())).isEqualTo(new UnpackedSize(14, true));

    layer("a zstd layer".getBytes(UTF_8), "application/vnd.oci.image.layer.v1.tar+zstd");
    String digest = layers.get(1).digest().toString();
    assertThatThrownBy(() -> contents(false).unpackedSize(base()))
        .hasMessage("its layer '%s' has no gzip trailer.".formatted(digest));
    assertThatThrownBy(() -> contents(false).files(base()))
        .hasMessageContaining(
            "The layer '%s' of the base image '%s' is compressed with zstd, which this plugin does not read."
                .formatted(digest, name()));
  }

  @Test
  void saysWhatWouldHelpOffline() {
    String digest = layers.get(0).digest().toString();

    assertThatThrownBy(() -> contents(true).unpackedSize(base()))
        .hasMessage(
            "Maven is offline, and the layer '%s' of '%s' was not looked at before. Build once without '-o'."
                .formatted(digest, name()));
    assertThatThrownBy(() -> contents(true).files(base()))
        .hasMessage(
            "Maven is offline, and the layer '%s' of the base image '%s' is not in the cache. Run this goal once without '-o'."
                .formatted(digest, name()));
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void fetchesLayersOnceToSeeTheirFiles() throws Exception {
    RegistryBaseContents contents = contents(false);
    assertThat(contents.files(base()).resolve("/usr/bin/java")).contains("/opt/jre/bin/java");
    assertThat(contents.files(base())).isSameAs(contents.files(base()));
    assertThat(registry.requests(BLOBS)).hasSize(2);

    // What was seen stays when the layers have been pruned.
    for (Path blob : cached("blobs")) {
      Files.delete(blob);
    }
    for (boolean offline : new boolean[] {false, true}) {
      assertThat(contents(offline).files(base()).isLink("/usr/bin/java")).isTrue();
    }
    assertThat(registry.requests(BLOBS)).hasSize(2);
  }

  @Test
  void copiesFilesAsTheyAreInTheEnd() throws Exception {
    layer(new BaseLayer().file("opt/java/lib/a.jar", "old").gzip(), GZIP);
    layer(
        new BaseLayer()
            .file("opt/java/lib/a.jar", "new")
            .file("opt/java/lib/b.jar", "other")
            .link("opt/java/lib/c.jar", "a.jar")
            .gzip(),
        GZIP);
    SortedSet<String> paths =
        new TreeSet<>(
            List.of(
                "/opt/java/lib/a.jar",
                "/opt/java/lib/b.jar",
                "/opt/java/lib/c.jar",
                "/opt/java/lib/absent.jar"));

    Map<String, Path> copies = contents(false).copies(base(), paths);

    assertThat(copies).containsOnlyKeys("/opt/java/lib/a.jar", "/opt/java/lib/b.jar");
    assertThat(copies.get("/opt/java/lib/a.jar")).hasContent("new");
    assertThat(copies.get("/opt/java/lib/b.jar")).hasContent("other");
    // What was taken out stays, though the layers may have gone.
    for (Descriptor layer : layers) {
      Files.delete(CacheDirectory.in(directory).blob(layer.digest()));
    }
    assertThat(contents(true).copies(base(), paths)).isEqualTo(copies);
    // What is used is not pruned.
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
    Files.setLastModifiedTime(copies.get("/opt/java/lib/a.jar"), longAgo);
    contents(true).copies(base(), paths);
    assertThat(Files.getLastModifiedTime(copies.get("/opt/java/lib/a.jar"))).isGreaterThan(longAgo);
    Files.delete(copies.get("/opt/java/lib/b.jar"));
    assertThat(contents(false).copies(base(), paths)).isEqualTo(copies);
    assertThat(copies.get("/opt/java/lib/b.jar")).hasContent("other");
  }

  @Test
  void saysThatALayerCannotBeRead() throws Exception {
    layers.clear();
    layer("this is no layer ".repeat(100).getBytes(UTF_8), GZIP);

    assertThatThrownBy(() -> contents(false).files(base()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The layer '%s' of the base image '%s' cannot be read: "
                .formatted(layers.get(0).digest(), name()));
    assertThat(cached("listings")).isEmpty();
  }

  @Test
  void findsOutAnewWhatIsDamaged() throws Exception {
    registry.script(this::givesParts);
    UnpackedSize size = contents(false).unpackedSize(base());
    contents(false).files(base());

    // An empty listing would mean a base without a Java, for ever.
    for (String damaged : List.of("", "many", "FILE")) {
      Files.writeString(file("trailers"), damaged);
      Files.writeString(file("listings"), damaged);

      assertThat(contents(false).unpackedSize(base())).isEqualTo(size);
      assertThat(contents(false).files(base()).resolve("/usr/bin/java")).isPresent();
      assertThat(contents(true).unpackedSize(base())).isEqualTo(size);
      assertThat(contents(true).files(base()).resolve("/usr/bin/java")).isPresent();
    }
  }

  /** What is read there is remembered; it has to be that of the layer. */
  @Test
  void doesNotReadTheSizeFromAFileThatIsDamaged() throws Exception {
    registry.script(this::givesParts);
    contents(false).files(base());
    for (Path blob : cached("blobs")) {
      byte[] bytes = Files.readAllBytes(blob);
      bytes[bytes.length - 1] ^= 64;
      Files.write(blob, bytes);
    }

    assertThat(contents(false).unpackedSize(base())).isEqualTo(new UnpackedSize(TARS, true));
  }

  @Test
  void saysWhatIsTooShortForGzip() throws Exception {
    layers.clear();
    layer(new byte[19], GZIP);

    assertThatThrownBy(() -> contents(false).unpackedSize(base()))
        .hasMessage("its layer '%s' is too short for gzip.", layers.get(0).digest());
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void asksForTheSizeOfTheShortestGzip() throws Exception {
    layers.clear();
    layer(new byte[20], GZIP);
    registry.script(this::givesParts);

    assertThat(contents(false).unpackedSize(base()).bytes()).isZero();
  }

  @Test
  void copiesOtherFilesOfALayerLater() throws Exception {
    layer(new BaseLayer().file("opt/a.jar", "a").file("opt/b.jar", "b").gzip(), GZIP);

    assertThat(contents(false).copies(base(), new TreeSet<>(Set.of("/opt/a.jar"))))
        .containsOnlyKeys("/opt/a.jar");
    assertThat(contents(false).copies(base(), new TreeSet<>(Set.of("/opt/b.jar"))))
        .containsOnlyKeys("/opt/b.jar");
  }

  /** Without a word, six gigabytes came into the cache for a layer of 428 bytes. */
  @Test
  void fetchesNoMoreThanALayerHas() throws Exception {
    registry.script(
        exchange -> {
          if (!registry.blobs.containsKey(name(exchange))) {
            return false;
          }
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            while (true) {
              exchange.getResponseBody().write(new byte[100_000]);
            }
          }
        });

    assertThatThrownBy(() -> contents(false).files(base()))
        .hasMessage(
            "The registry '%s' gives out the layer '%s' of the base image '%s' with more than the %s bytes that the manifest says. Try again; if it stays, the registry, or a proxy before it, is damaged.",
            registry.host(), layers.get(0).digest(), name(), layers.get(0).size());
    assertThat(registry.requests(BLOBS)).hasSize(1);
    assertThat(cached("blobs")).isEmpty();
  }

  private boolean givesParts(HttpExchange exchange) throws IOException {
    byte[] blob = registry.blobs.get(name(exchange));
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (blob == null || range == null) {
      return false;
    }
    ranges.add(range);
    byte[] part = Arrays.copyOfRange(blob, blob.length - 4, blob.length);
    exchange.getResponseHeaders().set("Content-Range", range.replace('=', ' ') + "/" + blob.length);
    exchange.sendResponseHeaders(206, part.length);
    exchange.getResponseBody().write(part);
    exchange.close();
    return true;
  }

  private static String name(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void layer(byte[] bytes, String mediaType) {
    layers.add(new Descriptor(mediaType, Digest.of(bytes), bytes.length));
    registry.blobs.put(Digest.of(bytes).toString(), bytes);
  }

  private String name() {
    return registry.host() + "/jre:21";
  }

  private BaseImage base() throws LambdaImageException {
    return new BaseImage(ImageName.parse(name()), List.copyOf(layers), JsonObject.empty());
  }

  /** As a build of its own has it: only the cache is the same. */
  private RegistryBaseContents contents(boolean offline) {
    CacheDirectory cache = CacheDirectory.in(directory);
    Registries registries =
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {}));
    return new RegistryBaseContents(
        registries, new BaseLayers(registries, cache, offline, Progress.NONE), cache, offline);
  }

  private Path file(String kind) {
    return CacheDirectory.in(directory).file(kind, layers.get(0).digest().hex());
  }

  private List<Path> cached(String kind) throws IOException {
    Path folder = CacheDirectory.in(directory).file(kind, "any").getParent();
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
