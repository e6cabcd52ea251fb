package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseLayer;
import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.copy.CopiedFiles;
import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.copy.OtherImages;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of images in a registry, as a build of its own takes them each time. */
@Tag("slow")
class OtherImagesTest {

  private static final String BLOBS = "GET /v2/tools/blobs/";

  @TempDir Path directory;
  private ScriptedRegistry registry;
  private boolean offline;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void takesFilesAsTheirImageHasThem() throws Exception {
    put(
        "1",
        new BaseLayer()
            .directory("opt")
            .file("opt/agent", "the agent", 0100700)
            .file("opt/data/words.txt", "words", 0100600)
            .file("etc/passwd"),
        new BaseLayer().file("opt/data/more.txt", "more"));

    assertThat(copy("/opt", null, "/opt/tools"))
        .containsExactly(
            "/opt/tools/agent 755 the agent",
            "/opt/tools/data/more.txt 644 more",
            "/opt/tools/data/words.txt 644 words");
    assertThat(copy("/opt/agent", "555", "bin"))
        .containsExactly("/var/task/bin/agent 555 the agent");
  }

  @Test
  void takesWhatThePatternsLeave() throws Exception {
    put("1", new BaseLayer().file("opt/a.so", "a").file("opt/b.txt", "b").file("opt/x/c.so", "c"));

    assertThat(
            lines(
                ImageFiles.of(
                    name("1"), "/opt", "/lib", List.of("**/*.so"), List.of("x/**"), null)))
        .containsExactly("/lib/a.so 644 a");
    assertThatThrownBy(
            () ->
                lines(ImageFiles.of(name("1"), "/opt", "/lib", List.of("*.dll"), List.of(), null)))
        .hasMessage(
            "<extraFiles>: in the image '%s', nothing in '/opt' matches <includes> [*.dll] and <excludes> []. Correct the patterns (they are relative to <from>, such as '**/*.so'), or <from>.",
            name("1"));
  }

  @Test
  void hidesWhatLaterLayersRemove() throws Exception {
    put(
        "1",
        new BaseLayer()
            .file("opt/old", "old")
            .file("opt/kept", "kept")
            .file("opt/changed", "before")
            .file("opt/folder/hidden", "hidden"),
        new BaseLayer()
            .file("opt/.wh.old", "")
            .file("opt/changed", "after", 0100755)
            .file("opt/folder/new", "new")
            .file("opt/folder/.wh..wh..opq", ""));

    assertThat(copy("/opt", null, "/opt"))
        .containsExactly("/opt/changed 755 after", "/opt/folder/new 644 new", "/opt/kept 644 kept");
  }

  @Test
  void followsLinksInsideTheImageAlone() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "of this machine");
    put(
        "1",
        new BaseLayer()
            .link("lib64", "usr/lib64")
            .file("usr/lib64/libx.so.1.2", "x")
            .link("usr/lib64/libx.so.1", "libx.so.1.2")
            .link("usr/lib64/libx.so", "libx.so.1")
            .file("srv/data/a", "a")
            .link("usr/lib64/data", "../../../../srv/data")
            .link("usr/lib64/secret", secret.toString()),
        new BaseLayer().file("lib64/liby.so", "y"));

    assertThat(lines(files("/lib64", List.of("secret"))))
        .containsExactly(
            "/x/data/a 644 a",
            "/x/libx.so 644 x",
            "/x/libx.so.1 644 x",
            "/x/libx.so.1.2 644 x",
            "/x/liby.so 644 y");
    assertThat(lines(files("/lib64/libx.so", List.of()))).containsExactly("/x/libx.so 644 x");
    assertThatThrownBy(() -> lines(files("/lib64", List.of())))
        .hasMessage(
            "<extraFiles>: in the image '%s', the symbolic link '/usr/lib64/secret' leads to nothing in that image. Leave it out with <exclude>secret</exclude>.",
            name("1"));
  }

  @Test
  void takesHardLinksAsTheFilesThatTheyName() throws Exception {
    put(
        "1",
        new BaseLayer().file("usr/bin/below", "below", 0100755),
        new BaseLayer()
            .file("usr/bin/busybox", "busybox", 0100755)
            .hardLink("opt/sh", "usr/bin/busybox")
            .hardLink("opt/ls", "opt/sh")
            .hardLink("opt/lower", "usr/bin/below"),
        new BaseLayer().file("usr/bin/.wh.busybox", ""));

    assertThat(copy("/opt", null, "/opt"))
        .containsExactly("/opt/lower 755 below", "/opt/ls 755 busybox", "/opt/sh 755 busybox");
  }

  @Test
  void leadsRoundNoCircle() throws Exception {
    put("1", new BaseLayer().file("usr/bin/env", "env").link("usr/bin/X11", "."));

    assertThat(lines(files("/usr/bin", List.of("X11")))).containsExactly("/x/env 644 env");
    assertThatThrownBy(() -> lines(files("/usr/bin", List.of())))
        .hasMessageEndingWith(
            "the symbolic link '/usr/bin/X11' leads back to a directory that contains it. Leave it out with <exclude>X11</exclude>.");
  }

  /** A chain of ten directories with ten links each to the next: ten thousand million files. */
  @Test
  void doesNotFollowLinksForEver() throws Exception {
    BaseLayer layer = new BaseLayer().file("d10/file", "file");
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        layer.link("d" + i + "/l" + j, "../d" + (i + 1));
      }
    }
    put("1", layer);

    assertThatThrownBy(() -> lines(files("/d0", List.of())))
        .hasMessageEndingWith(
            "'/d0' has too many files, or links to its own directories. Name a directory further down in <from>.");
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    put("1", new BaseLayer().file("opt/file"));

    assertThatThrownBy(() -> copy("/absent", null, "/opt"))
        .hasMessage(
            "<extraFiles>: in the image '%s', there is no '/absent'. Correct <from>, or <image>.",
            name("1"));
    assertThatThrownBy(() -> lines(files("2", "/opt", List.of())))
        .hasMessage(
            "The image '%s' does not exist: '%s' has no '2' in the repository 'tools'. Correct <image>.",
            name("2"), registry.host());
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
  void refusesDevicesAndPipes(byte type) throws Exception {
    put("1", new BaseLayer().file("opt/file", "file").special("opt/odd", type));

    assertThatThrownBy(() -> copy("/opt", null, "/opt"))
        .hasMessageContaining("in the image '%s', '/opt/odd' is a device or a pipe", name("1"));
    assertThat(lines(files("/opt", List.of("odd")))).containsExactly("/x/file 644 file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"opt/../opt/evil", "opt/x/..", "/opt/evil", "opt/ev\nil"})
  void refusesNamesThatNoToolWrites(String entry) throws Exception {
    put("1", new BaseLayer().directory("opt").file(entry, "evil"));

    assertThatThrownBy(() -> copy("/opt", null, "/opt"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<extraFiles>: in the image '" + name("1") + "', ");
  }

  @Test
  void refusesAHardLinkToNothing() throws Exception {
    put("1", new BaseLayer().hardLink("opt/passwd", "etc/passwd"));

    assertThatThrownBy(() -> copy("/opt", null, "/opt"))
        .hasMessageContaining("'/opt/passwd' is a hard link to '/etc/passwd', which is not a file");
  }

  @Test
  void takesTheImageOfTheFunctionsArchitecture() throws Exception {
    String arm = image("arm64", new BaseLayer().file("opt/agent", "for arm64"));
    String intel = image("amd64", new BaseLayer().file("opt/agent", "for x86_64"));
    index("1", List.of("arm64", "amd64"), List.of(arm, intel));
    registry.manifests.put("2", registry.manifests.get(intel));

    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/agent 644 for arm64");
    assertThat(lines(files("1", "/opt", List.of()), Architecture.X86_64))
        .containsExactly("/x/agent 644 for x86_64");
    assertThatThrownBy(() -> lines(files("2", "/opt", List.of())))
        .hasMessage(
            "The image '%s' is built for 'linux/amd64', but <architecture> 'arm64' needs 'linux/arm64'. Name an image of that architecture in <image>, or change <architecture>.",
            name("2"));
  }

  @Test
  void asksOnlyWhatTheTagStandsForOnceItKnowsTheImage() throws Exception {
    put("1", new BaseLayer().file("opt/agent", "agent"), new BaseLayer().file("etc/passwd"));
    List<FunctionFile> first = files(others(), files("/opt", List.of())).files();
    registry.requests.clear();

    List<FunctionFile> again = files(others(), files("/opt", List.of())).files();

    assertThat(again).isEqualTo(first);
    assertThat(registry.requests).containsExactly("GET /v2/", "HEAD /v2/tools/manifests/1");
    registry.close();
    offline = true;
    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/agent 644 agent");
  }

  @Test
  void asksAheadOnceAndLaterAgain() throws Exception {
    put("1", new BaseLayer().file("opt/agent", "agent"));
    OtherImages others = others();
    List<ImageFiles> wanted = List.of(files("/opt", List.of()), files("/opt/agent", List.of()));

    others.begin(wanted, name -> null);
    CopiedFiles copied = others.copy(wanted.subList(0, 1), Architecture.ARM64, name -> null);
    assertThat(registry.requests("HEAD /v2/tools/manifests/1")).hasSize(1);
    assertThat(files(others, wanted.get(0)).files()).isEqualTo(copied.files());
    assertThat(registry.requests("HEAD /v2/tools/manifests/1")).hasSize(2);

    ImageName recorded = copied.images().get(0);
    registry.requests.clear();
    others.begin(wanted, name -> recorded);
    assertThat(others.copy(wanted, Architecture.ARM64, name -> recorded).images())
        .containsExactly(recorded);
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void takesWhatAnEarlierBuildTookOfATagThatHasMoved() throws Exception {
    put("1", new BaseLayer().file("opt/agent", "before"));
    CopiedFiles before = files(others(), files("/opt", List.of()));
    ImageName recorded = before.images().get(0);
    put("1", new BaseLayer().file("opt/agent", "after"));
    registry.requests.clear();

    CopiedFiles kept =
        others().copy(List.of(files("/opt", List.of())), Architecture.ARM64, name -> recorded);

    assertThat(kept.files()).isEqualTo(before.files());
    assertThat(kept.images()).containsExactly(recorded);
    assertThat(registry.requests).isEmpty();
    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/agent 644 after");
  }

  @Test
  void unpacksAnewWhatIsDamagedOrGone() throws Exception {
    put("1", new BaseLayer().file("opt/a", "a").file("opt/b", "b"));
    List<FunctionFile> files = files(others(), files("/opt", List.of())).files();
    Files.writeString(files.get(0).source().path(), "x");

    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/a 644 a", "/opt/b 644 b");

    Files.delete(files.get(1).source().path());
    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/a 644 a", "/opt/b 644 b");
  }

  @Test
  void leavesItsFilesAsTheyAreForThoseWhoLookAtTheirTimes() throws Exception {
    put("1", new BaseLayer().file("opt/a", "a"));
    Path file = files(others(), files("/opt", List.of())).files().get(0).source().path();
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(10)));
    Files.setLastModifiedTime(file, old);

    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/a 644 a");

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(25))));
    assertThat(copy("/opt", null, "/opt")).containsExactly("/opt/a 644 a");
    assertThat(Files.getLastModifiedTime(file)).isGreaterThan(old);
  }

  @Test
  void readsTheTopmostLayerAloneWhereThatIsEnough() throws Exception {
    put(
        "1",
        new BaseLayer().file("big/compiler", "a large one"),
        new BaseLayer().directory("build").file("build/libx.so", "x"));

    assertThat(copy("/build/libx.so", null, "/opt/lib")).containsExactly("/opt/lib/libx.so 644 x");
    // Its config and one of two layers.
    assertThat(registry.requests(BLOBS)).hasSize(2);
  }

  /** Without an entry for it, the directory may be a link in a layer below. */
  @Test
  void readsAllLayersWhereTheTopmostMayHaveTheFileElsewhere() throws Exception {
    put(
        "1",
        new BaseLayer().directory("usr/lib").link("lib", "usr/lib").file("usr/lib/x", "below"),
        new BaseLayer().file("lib/x", "above"));

    assertThat(copy("/lib/x", null, "/opt")).containsExactly("/opt/x 644 above");
    assertThat(copy("/usr/lib/x", null, "/opt")).containsExactly("/opt/x 644 above");
  }

  @Test
  void readsNoLayersInZstd() throws Exception {
    put(
        "1",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        new BaseLayer().file("opt/model", "model").gzip());

    assertThatThrownBy(() -> copy("/opt", null, "/opt"))
        .hasMessageContaining(
            "of the image '%s' is compressed with zstd, which this plugin does not read. Name an image with gzip layers in <image>.",
            name("1"));
  }

  private List<String> copy(String from, @Nullable String mode, String into) throws Exception {
    return lines(ImageFiles.of(name("1"), from, into, List.of(), List.of(), mode));
  }

  private ImageFiles files(String from, List<String> excludes) throws LambdaImageException {
    return files("1", from, excludes);
  }

  private ImageFiles files(String tag, String from, List<String> excludes)
      throws LambdaImageException {
    return ImageFiles.of(name(tag), from, "/x", List.of(), excludes, null);
  }

  private List<String> lines(ImageFiles wanted) throws Exception {
    return lines(wanted, Architecture.ARM64);
  }

  /** Target, mode and content of each file, in order. */
  private List<String> lines(ImageFiles wanted, Architecture architecture) throws Exception {
    List<String> lines = new ArrayList<>();
    for (FunctionFile file : others().copy(List.of(wanted), architecture, name -> null).files()) {
      lines.add(
          file.target()
              + " "
              + Integer.toOctalString(file.mode())
              + " "
              + Files.readString(file.source().path()));
    }
    return lines;
  }

  private static CopiedFiles files(OtherImages others, ImageFiles wanted)
      throws LambdaImageException {
    return others.copy(List.of(wanted), Architecture.ARM64, name -> null);
  }

  /** As a build of its own has it: only the cache is the same. */
  private OtherImages others() {
    CacheDirectory cache = CacheDirectory.in(directory.resolve("repository"));
    Registries registries =
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {}));
    BaseLayers layers = new BaseLayers(registries, cache, offline, Progress.NONE, ImageRole.COPIED);
    return new OtherImages(
        new RegistryBases(registries, cache, offline, ImageRole.COPIED),
        new RegistryBaseContents(registries, layers, cache, offline, ImageRole.COPIED),
        cache);
  }

  private ImageName name(String tag) throws LambdaImageException {
    return ImageName.parse(registry.host() + "/tools:" + tag);
  }

  /** Puts an image for arm64 there. */
  private void put(String tag, BaseLayer... layers) throws IOException {
    registry.manifests.put(tag, registry.manifests.get(image("arm64", layers)));
  }

  private void put(String tag, String mediaType, byte[] layer) {
    String digest = image("arm64", mediaType, List.of(layer));
    registry.manifests.put(tag, registry.manifests.get(digest));
  }

  private String image(String architecture, BaseLayer... layers) throws IOException {
    List<byte[]> blobs = new ArrayList<>();
    for (BaseLayer layer : layers) {
      blobs.add(layer.gzip());
    }
    return image(architecture, ManifestFormat.DOCKER.layer(), blobs);
  }

  private String image(String architecture, String mediaType, List<byte[]> layers) {
    List<String> descriptors = new ArrayList<>();
    for (byte[] layer : layers) {
      registry.blobs.put(Digest.of(layer).toString(), layer);
      descriptors.add(
          "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s}"
              .formatted(mediaType, Digest.of(layer), layer.length));
    }
    byte[] config =
        "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[%s]}}"
            .formatted(
                architecture,
                layers.stream()
                    .map(it -> "\"" + Digest.of(it) + "\"")
                    .collect(Collectors.joining(",")))
            .getBytes(UTF_8);
    byte[] manifest =
        "{\"config\":{\"digest\":\"%s\",\"size\":%s},\"layers\":[%s]}"
            .formatted(Digest.of(config), config.length, String.join(",", descriptors))
            .getBytes(UTF_8);
    registry.blobs.put(Digest.of(config).toString(), config);
    String digest = Digest.of(manifest).toString();
    registry.manifests.put(digest, manifest);
    return digest;
  }

  private void index(String tag, List<String> architectures, List<String> digests) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < digests.size(); i++) {
      entries.add(
          "{\"digest\":\"%s\",\"size\":%s,\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
              .formatted(
                  digests.get(i),
                  Objects.requireNonNull(registry.manifests.get(digests.get(i))).length,
                  architectures.get(i)));
    }
    byte[] index = "{\"manifests\":[%s]}".formatted(String.join(",", entries)).getBytes(UTF_8);
    registry.manifests.put(Digest.of(index).toString(), index);
    registry.manifests.put(tag, index);
  }
}
