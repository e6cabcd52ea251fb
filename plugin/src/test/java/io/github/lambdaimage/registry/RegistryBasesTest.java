package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry says of a base, and what is remembered of it. */
class RegistryBasesTest {

  private static final Digest LIE = Digest.of("no image".getBytes(UTF_8));

  @TempDir Path directory;
  private ScriptedRegistry registry;
  private String config;
  private String manifest;
  private String index;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    config =
        """
        {"architecture":"arm64","os":"linux","rootfs":{"diff_ids":["%s"]}}"""
            .formatted(LIE);
    manifest =
        """
        {"config":{"size":%s,"digest":"%s"},"layers":[{"mediaType":"a/b","size":1,"digest":"%s"}]}"""
            .formatted(config.length(), digest(config), LIE);
    index =
        """
        {"manifests":[{"digest":"%s","size":%s,"platform":{"os":"linux","architecture":"arm64"}}]}"""
            .formatted(digest(manifest), manifest.length());
    put();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void rememberWhatATagStandsForOnceTheyHaveSeenIt() throws Exception {
    ImageName pinned = bases(false).pin(name());
    assertThat(pinned.digest()).isEqualTo(digest(index));
    assertThatThrownBy(() -> bases(true).pin(name())).hasMessageStartingWith("Maven is offline");

    RegistryBases bases = bases(false);
    bases.load(bases.pin(name()), Architecture.ARM64);

    assertThat(bases(true).pin(name())).isEqualTo(pinned);
    assertThat(bases(true).load(pinned, Architecture.ARM64).layers()).hasSize(1);
  }

  /** It would break every build without a network, where the one before was as good as ever. */
  @Test
  void doNotRememberWhatIsNotThere() throws Exception {
    RegistryBases good = bases(false);
    ImageName pinned = good.pin(name());
    good.load(pinned, Architecture.ARM64);
    registry.script(
        exchange -> {
          if (!exchange.getRequestMethod().equals("HEAD")) {
            return false;
          }
          exchange.getResponseHeaders().set("Docker-Content-Digest", LIE.toString());
          ScriptedRegistry.answer(exchange, 200, "");
          return true;
        });

    RegistryBases deceived = bases(false);
    ImageName lie = deceived.pin(name());
    assertThat(lie.digest()).isEqualTo(LIE);
    assertThatThrownBy(() -> deceived.load(lie, Architecture.ARM64))
        .hasMessage(
            "The base image '%s' is incomplete: '%s' names '%s', which is not in the repository 'jre'. Try again; if it stays, name another base in <from>, or have it pushed again.",
            name(), registry.host(), LIE);

    assertThat(bases(true).pin(name())).isEqualTo(pinned);
  }

  /** A build that finds its image up to date never loads the base. */
  @Test
  void rememberATagAnewWhoseImageTheyHave() throws Exception {
    ImageName other = ImageName.parse(registry.host() + "/jre:latest");
    RegistryBases bases = bases(false);
    bases.load(bases.pin(name()), Architecture.ARM64);
    registry.manifests.put("latest", index.getBytes(UTF_8));

    bases(false).pin(other);

    assertThat(bases(true).pin(other).digest()).isEqualTo(digest(index));
  }

  /** Builds that find all up to date ask what the tag stands for, every day, and nothing else. */
  @Test
  void keepWhatUnchangedBuildsAskForFromBeingPruned() throws Exception {
    load();
    Path known = CacheDirectory.in(directory).blob(digest(index));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(20)));
    Files.setLastModifiedTime(known, old);

    bases(false).pin(name());

    assertThat(Files.getLastModifiedTime(known)).isGreaterThan(old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>login</html>", "[]", "null", "{\"config\":", "7"})
  void sayWhatIsNoConfig(String document) throws Exception {
    manifest =
        manifest
            .replace(digest(config).toString(), digest(document).toString())
            .replace("\"size\":" + config.length(), "\"size\":" + document.length());
    config = document;
    point();

    refuses("config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>login</html>", "[]", "null", "{\"config\":", "7"})
  void sayWhatIsNoManifest(String document) throws Exception {
    manifest = document;
    point();

    refuses("manifest");
  }

  /** Has the index name the manifest, and puts both there. */
  private void point() {
    index =
        index
            .replaceAll("sha256:[0-9a-f]{64}", digest(manifest).toString())
            .replaceAll("\"size\":\\d+", "\"size\":" + manifest.length());
    put();
  }

  private void refuses(String document) throws LambdaImageException {
    assertThatThrownBy(this::load)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The %s of '%s' is not a JSON object: ", document, name())
        .hasMessageEndingWith(
            ". Check that '%s' is a registry, and what is before it, or name another base in <from>."
                .formatted(registry.host()))
        .hasMessageNotContaining("Exception");
  }

  @Test
  void readNoMoreOfAnImageThanItsIndexSays() throws Exception {
    index = index.replaceAll("\"size\":\\d+", "\"size\":" + (manifest.length() - 1));
    put();

    assertThatThrownBy(this::load)
        .hasMessageContaining(
            "with more than " + (manifest.length() - 1) + " bytes, and the manifest has no more.");
  }

  @Test
  void sayWhatTheUserWroteWhereThatIsNotThere() throws Exception {
    ImageName name = ImageName.parse(registry.host() + "/jre@" + LIE);

    assertThatThrownBy(() -> bases(false).load(name, Architecture.ARM64))
        .isInstanceOfSatisfying(
            MissingImageException.class, e -> assertThat(e.image()).isEqualTo(name))
        .hasMessageContaining("does not exist: '%s' has no '%s'", registry.host(), LIE)
        .hasMessageEndingWith("Correct <from>.");
  }

  @Test
  void nameTenOtherPlatformsAtMost() throws Exception {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append("{\"platform\":{\"os\":\"linux\",\"architecture\":\"a" + i + "\"}}");
    }
    index = "{\"manifests\":[" + entries + "]}";
    put();

    assertThatThrownBy(this::load)
        .hasMessageContaining("it has 'linux/a0', 'linux/a1', ")
        .hasMessageContaining("'linux/a9'. Name another base in <from>, or change <architecture>.");
  }

  @Test
  void sayThatAnIndexNamesNoPlatform() throws Exception {
    index = "{\"manifests\":[{\"digest\":\"x\"},{\"platform\":{\"architecture\":\"arm64\"}}]}";
    put();

    assertThatThrownBy(this::load)
        .hasMessage(
            "The base image '%s' has no 'linux/arm64', which <architecture> 'arm64' needs; it has images that do not say what they are for. Name another base in <from>, or change <architecture>.",
            name());
  }

  @Test
  void takeNoImageOfAnotherSystem() {
    index = index.replace("linux", "windows");
    put();

    assertThatThrownBy(this::load).hasMessageContaining("it has 'windows/arm64'.");
  }

  @Test
  void sayThatARegistryGivesOutOtherBytes() {
    registry.manifests.put(digest(manifest).toString(), "{ }".getBytes(UTF_8));

    assertThatThrownBy(this::load)
        .hasMessage(
            "The registry '%s' gave out other bytes for '%s' than its digest says. Try again; if it stays, the registry, or a proxy before it, is damaged.",
            registry.host(), digest(manifest));
  }

  @Test
  void askForNothingThatTheyHave() throws Exception {
    ImageName pinned = name().at(digest(index));
    bases(false).load(pinned, Architecture.ARM64);
    registry.requests.clear();

    assertThat(bases(false).pin(pinned)).isEqualTo(pinned);
    bases(false).load(pinned, Architecture.ARM64);

    assertThat(registry.requests).isEmpty();
  }

  @Test
  void askAgainForWhatIsDamaged() throws Exception {
    load();
    Files.writeString(CacheDirectory.in(directory).blob(digest(config)), "{}");
    registry.requests.clear();

    load();

    assertThat(registry.requests("GET /v2/jre/")).hasSize(1);
    assertThat(CacheDirectory.in(directory).blob(digest(config))).hasContent(config);
  }

  @Test
  void sayWhatIsMissingWithoutANetwork() throws Exception {
    load();
    Files.delete(CacheDirectory.in(directory).blob(digest(config)));
    ImageName pinned = name().at(digest(index));

    assertThatThrownBy(() -> bases(true).load(pinned, Architecture.ARM64))
        .hasMessage(
            "Maven is offline, and '%s', a part of the base image '%s', is not in the cache. Build once without '-o'.",
            digest(config), pinned);
  }

  private void load() throws LambdaImageException {
    RegistryBases bases = bases(false);
    bases.load(bases.pin(name()), Architecture.ARM64);
  }

  private void put() {
    registry.blobs.put(digest(config).toString(), config.getBytes(UTF_8));
    registry.manifests.put(digest(manifest).toString(), manifest.getBytes(UTF_8));
    registry.manifests.put(digest(index).toString(), index.getBytes(UTF_8));
    registry.manifests.put("21", index.getBytes(UTF_8));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }

  private ImageName name() throws LambdaImageException {
    return ImageName.parse(registry.host() + "/jre:21");
  }

  private RegistryBases bases(boolean offline) {
    return new RegistryBases(
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {})),
        CacheDirectory.in(directory),
        offline);
  }
}
