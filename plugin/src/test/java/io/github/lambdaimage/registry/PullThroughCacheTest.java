package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base behind a cache that imports an image when its tag is asked for, and no sooner. */
class PullThroughCacheTest {

  private static final String MANIFESTS = "GET /v2/lambda/java/manifests/";

  @TempDir Path directory;
  private ScriptedRegistry registry;
  private Digest index;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    new TestImages(registry, directory);
    Map<String, byte[]> upstream = Map.copyOf(registry.manifests);
    byte[] tagged = Objects.requireNonNull(registry.manifests.get("21"));
    index = Digest.of(tagged);
    registry.manifests.keySet().removeIf(reference -> reference.startsWith("sha256:"));
    registry.script(
        exchange -> {
          if (ScriptedRegistry.line(exchange).equals(MANIFESTS + "21")) {
            registry.manifests.putAll(upstream);
          }
          return false;
        });
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void isAskedForTheTagOnceWhereItDoesNotKnowTheDigest() throws Exception {
    ImageName pinned = ImageName.parse(registry.host() + "/lambda/java:21@" + index);

    BaseImage base = load(pinned);

    assertThat(base.layers()).hasSize(1);
    assertThat(registry.requests(MANIFESTS))
        .startsWith(MANIFESTS + index, MANIFESTS + "21", MANIFESTS + index)
        .filteredOn(request -> request.endsWith("/21"))
        .hasSize(1);
  }

  @Test
  void isAskedForTheDigestThatItGivesForATag() throws Exception {
    assertThat(load(bases().pin(ImageName.parse(registry.host() + "/lambda/java:21"))).layers())
        .hasSize(1);
  }

  @Test
  void hasNotWhatTheTagDoesNotBring() {
    Digest other = Digest.of("other".getBytes(UTF_8));

    assertThatThrownBy(() -> load(ImageName.parse(registry.host() + "/lambda/java:21@" + other)))
        .hasMessageContaining("has no '" + other + "' in the repository 'lambda/java'");
    assertThat(registry.requests(MANIFESTS))
        .containsExactly(MANIFESTS + other, MANIFESTS + "21", MANIFESTS + other);
  }

  @Test
  void isNotAskedTwiceWhereThereIsNoSuchTag() {
    assertThatThrownBy(() -> load(ImageName.parse(registry.host() + "/lambda/java:22@" + index)))
        .hasMessageContaining("has no '" + index + "'");
    assertThat(registry.requests(MANIFESTS)).containsExactly(MANIFESTS + index, MANIFESTS + "22");
  }

  @Test
  void isNotAskedForATagThatTheNameDoesNotHave() {
    assertThatThrownBy(() -> load(ImageName.parse(registry.host() + "/lambda/java@" + index)))
        .hasMessageContaining("has no '" + index + "'");
    assertThat(registry.requests(MANIFESTS)).isEqualTo(List.of(MANIFESTS + index));
  }

  private BaseImage load(ImageName pinned) throws Exception {
    return bases().load(pinned, Architecture.ARM64);
  }

  private RegistryBases bases() {
    Registries registries =
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {}));
    return new RegistryBases(registries, CacheDirectory.in(directory.resolve("repository")), false);
  }
}
