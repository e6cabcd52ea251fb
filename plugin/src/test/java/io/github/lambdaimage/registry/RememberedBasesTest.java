package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of bases for builds without a network. */
class RememberedBasesTest {

  @TempDir Path directory;
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
  void areRememberedByTheirTags() throws Exception {
    byte[] index = requireNonNull(registry.manifests.get("21"));
    byte[] newer = (new String(index, UTF_8) + "\n").getBytes(UTF_8);
    registry.manifests.put("25", newer);
    registry.manifests.put(Digest.of(newer).toString(), newer);

    for (String tag : new String[] {"21", "25"}) {
      RegistryBases bases = bases(false);
      bases.load(bases.pin(name(tag)), Architecture.ARM64);
    }

    assertThat(bases(true).pin(name("21")).digest()).isEqualTo(Digest.of(index));
    assertThat(bases(true).pin(name("25")).digest()).isEqualTo(Digest.of(newer));
  }

  @Test
  void areNotPrunedWhileTheyAreUsed() throws Exception {
    RegistryBases bases = bases(false);
    ImageName pinned = bases.pin(name("21"));
    bases.load(pinned, Architecture.ARM64);
    Path config = cache().blob(Digest.parse(images.baseConfigDigest()));
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
    Files.setLastModifiedTime(config, longAgo);

    bases(true).load(pinned, Architecture.ARM64);

    assertThat(Files.getLastModifiedTime(config)).isGreaterThan(longAgo);
  }

  private ImageName name(String tag) throws Exception {
    return ImageName.parse(registry.host() + "/lambda/java:" + tag);
  }

  private CacheDirectory cache() {
    return CacheDirectory.in(directory);
  }

  private RegistryBases bases(boolean offline) {
    return new RegistryBases(
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {})),
        cache(),
        offline);
  }
}
