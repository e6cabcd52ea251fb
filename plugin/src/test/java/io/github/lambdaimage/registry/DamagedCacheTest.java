package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseLayer;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageArchive;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to files of the cache and of the image, a build gives the one digest, and an
 * archive of it has right bytes.
 */
@Tag("slow")
class DamagedCacheTest {

  private static final int ROUNDS = 100;
  private static final long SEED = 20_261_126;

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private ScriptedRegistry registry;
  private TestFunction function;
  private Digest expected;

  @BeforeEach
  void build() throws Exception {
    registry = new ScriptedRegistry();
    byte[] layer = new BaseLayer().file("opt/jre/bin/java").gzip();
    String config =
        """
        {"architecture":"arm64","os":"linux","config":{"Env":["JAVA_HOME=/opt/jre"]},
         "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
            .formatted(Digest.of("tar".getBytes(UTF_8)));
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
         "config":{"size":%s,"digest":"%s"},
         "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%s,"digest":"%s"}]}"""
            .formatted(
                config.length(), Digest.of(config.getBytes(UTF_8)), layer.length, Digest.of(layer));
    registry.blobs.put(Digest.of(layer).toString(), layer);
    registry.blobs.put(Digest.of(config.getBytes(UTF_8)).toString(), config.getBytes(UTF_8));
    registry.manifests.put("21", manifest.getBytes(UTF_8));
    registry.manifests.put(
        Digest.of(manifest.getBytes(UTF_8)).toString(), manifest.getBytes(UTF_8));
    function = TestFunction.in(directory.resolve("function"));
    expected = digest(false);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void givesTheSameDigest() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String damage = damage();
      assertThat(digest(false)).as("round %d: %s", round, damage).isEqualTo(expected);
    }
    assertThat(digest(true)).isEqualTo(expected);
  }

  @Test
  void givesTheSameDigestOrSaysWhatIsMissingWithoutANetwork() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String damage = damage();
      try {
        assertThat(digest(true)).as("round %d: %s", round, damage).isEqualTo(expected);
      } catch (LambdaImageException e) {
        assertThat(e)
            .as("round %d: %s", round, damage)
            .hasMessageStartingWith("Maven is offline, and ")
            .hasMessageMatching(
                ".* not in the cache\\. (Build|Run this goal) once without '-o'\\.");
        assertThat(digest(false)).isEqualTo(expected);
      }
    }
  }

  private String damage() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("repository", "layout")) {
      try (Stream<Path> all = Files.walk(directory.resolve(folder))) {
        all.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    String kind;
    // In the cache, nothing but the plugin's own files can be in the way of one.
    boolean cached = file.startsWith(directory.resolve("repository"));
    switch (random.nextInt(cached ? 6 : 5)) {
      case 0 -> {
        kind = "cut off";
        Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      }
      case 1 -> {
        kind = "another bit";
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, bytes);
      }
      case 2 -> {
        kind = "empty";
        Files.write(file, new byte[0]);
      }
      case 3 -> {
        kind = "another's";
        Files.write(file, Files.readAllBytes(files.get(random.nextInt(files.size()))));
      }
      case 4 -> {
        kind = "gone";
        Files.delete(file);
      }
      default -> {
        kind = "a directory";
        Files.delete(file);
        Files.createDirectories(file.resolve("below"));
      }
    }
    return file + " " + kind;
  }

  /** Of a build of the project as it is, and of the first one in another folder. */
  private Digest digest(boolean offline) throws Exception {
    Digest digest = digest(offline, directory.resolve("layout"));
    assertThat(digest(offline, Files.createTempDirectory(directory, "another"))).isEqualTo(digest);
    return digest;
  }

  private Digest digest(boolean offline, Path layout) throws Exception {
    CacheDirectory cache = CacheDirectory.in(directory.resolve("repository"));
    Registries registries =
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {}));
    BaseLayers baseLayers = new BaseLayers(registries, cache, offline, Progress.NONE);
    RegistryBaseContents contents =
        new RegistryBaseContents(registries, baseLayers, cache, offline);
    ImageAssembler assembler =
        new ImageAssembler(
            new RegistryBases(registries, cache, offline), contents, cache, Clock.systemUTC());
    ImageLayout image =
        TestAssembly.assemble(
                assembler, image(), layout, BasePolicy.CURRENT, (checked, base) -> List.of())
            .layout();
    Path archive = directory.resolve("image.tar");
    new ImageArchive(baseLayers::fetch).write(image, List.of("orders:1.0"), archive);
    assertThat(blobsOf(archive)).isEqualTo(6);
    return image.summary().digest();
  }

  /** How many there are: each has the bytes of its name. */
  private static int blobsOf(Path archive) throws IOException {
    int blobs = 0;
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (entry.getName().startsWith("blobs/sha256/")) {
          assertThat(entry.getName()).endsWith(Digest.of(tar.readAllBytes()).hex());
          blobs++;
        }
      }
    }
    return blobs;
  }

  private FunctionImage image() throws LambdaImageException {
    FunctionImage image = function.image();
    return new FunctionImage(
        image.handler(),
        Architecture.ARM64,
        ImageName.parse(registry.host() + "/jre:21"),
        image.layers(),
        image.environment(),
        image.labels(),
        true,
        image.created(),
        image.format(),
        image.checks(),
        Entrypoint.OF_BASE,
        List.of());
  }
}
