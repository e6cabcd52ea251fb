package io.github.lambdaimage.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseLayer;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.base.LayerEntries;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The layers of a base on top of each other, those of somebody who means harm among them. */
@DisabledOnOs(OS.WINDOWS) // No image runs there.
class BaseRootsTest {

  @TempDir Path temporary;
  private Path outside;
  private Path repository;
  private int reads;

  @BeforeEach
  void makeWhatNobodyMayTouch() throws Exception {
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "of this machine");
    repository = temporary.resolve("repository");
  }

  @Test
  void whatALayerHasIsThere() throws Exception {
    Path root =
        unpacked(
            new BaseLayer()
                .directory("usr")
                .directory("usr/bin", 0555)
                .file("usr/bin/java", "java", 0100755)
                .file("etc/secret", "for root", 0100600)
                .link("bin", "usr/bin")
                .link("lib64", "/usr/lib64")
                .hardLink("usr/bin/j", "usr/bin/java")
                .special("dev/null", TarConstants.LF_CHR));

    assertThat(root.resolve("usr/bin/java")).hasContent("java").isExecutable();
    assertThat(root.resolve("usr/bin/j")).hasContent("java").isExecutable();
    assertThat(Files.isSameFile(root.resolve("usr/bin/j"), root.resolve("usr/bin/java"))).isTrue();
    assertThat(mode(root.resolve("etc/secret"))).isEqualTo("rw-------");
    assertThat(mode(root.resolve("usr/bin"))).isEqualTo("rwxr-xr-x");
    assertThat(Files.readSymbolicLink(root.resolve("bin"))).hasToString("usr/bin");
    assertThat(Files.readSymbolicLink(root.resolve("lib64"))).hasToString("/usr/lib64");
    assertThat(root.resolve("dev/null")).doesNotExist();
    assertThat(Files.getLastModifiedTime(root.resolve("usr/bin/java")).toInstant())
        .isBetween(Instant.EPOCH, Instant.now());
  }

  @Test
  void laterLayersCoverAndHideEarlierOnes() throws Exception {
    Path root =
        unpacked(
            new BaseLayer()
                .file("a/kept")
                .file("a/hidden")
                .file("a/tree/deep/file")
                .file("a/replaced", "old")
                .file("opaque/old")
                .file("opaque/tree/old")
                .file("folder/old"),
            new BaseLayer()
                .file("a/.wh.hidden", "")
                .file("a/.wh.tree", "")
                .file("a/.wh.never-there", "")
                .file("a/replaced", "new")
                .file("opaque/new")
                .file("opaque/.wh..wh..opq", "")
                .file("folder", "is a file now"));

    assertThat(root.resolve("a")).isDirectoryNotContaining("glob:**/{hidden,tree,.wh*}");
    assertThat(root.resolve("a/kept")).exists();
    assertThat(root.resolve("a/replaced")).hasContent("new");
    assertThat(root.resolve("opaque")).isDirectoryNotContaining("glob:**/{old,tree,.wh*}");
    assertThat(root.resolve("opaque/new")).exists();
    assertThat(root.resolve("folder")).hasContent("is a file now");
  }

  /** As Docker and Lambda have it: the link stays, and what comes later lands behind it. */
  @Test
  void linksLeadToWhereTheyDoInTheImage() throws Exception {
    Path root =
        unpacked(
            new BaseLayer()
                .directory("usr/lib64")
                .link("lib64", "/usr/lib64")
                .link("lib", "../../usr/lib64/../lib"),
            new BaseLayer().file("lib64/new.so").file("lib/other.so"));

    assertThat(root.resolve("usr/lib64/new.so")).exists();
    assertThat(root.resolve("usr/lib/other.so")).exists();
    assertThat(root.resolve("lib64")).isSymbolicLink();
  }

  @Test
  void noLinkLeadsOutOfTheImage() throws Exception {
    String up = "../../../../../../../../../../../../../..";
    Path root =
        unpacked(
            new BaseLayer()
                .link("absolute", outside.toString())
                .link("relative", up + outside)
                .link("etc", "/")
                .link("file", outside.resolve("secret").toString()),
            new BaseLayer()
                .file("absolute/planted")
                .file("relative/planted-too")
                .file("etc/" + outside.toString().substring(1) + "/planted-as-well")
                .file("file", "is no link any more")
                .file("absolute/.wh.secret", "")
                .file("relative/.wh..wh..opq", ""));

    assertThat(outside).isDirectoryContaining("glob:**/secret");
    assertThat(Objects.requireNonNull(outside.toFile().list())).hasSize(1);
    assertThat(outside.resolve("secret")).hasContent("of this machine");
    Path inside = root.resolve(outside.toString().substring(1));
    assertThat(inside.resolve("planted")).exists();
    assertThat(inside.resolve("planted-as-well")).exists();
    assertThat(root.resolve("file")).isRegularFile();
    assertThat(Files.isSymbolicLink(root.resolve("file"))).isFalse();
  }

  @Test
  void namesThatLeadUpwardsAreRefused() throws Exception {
    refused(new BaseLayer().file("../x"), "its entry '../x' leads out of its directory");
    refused(new BaseLayer().file("a/../../x"), "leads out");
    refused(new BaseLayer().file("a/.wh...", ""), "leads out");
    refused(new BaseLayer().file(".wh.", ""), "leads out");
    refused(new BaseLayer().file(".wh..", ""), "leads out");
    refused(new BaseLayer().link("a/..", "/"), "leads out");
  }

  @Test
  void aHardLinkIsOneToAFileOfTheImage() throws Exception {
    String up = "../../../../../../../../../../../../../..";
    refused(
        new BaseLayer().hardLink("x", outside.resolve("secret").toString()), "which is not a file");
    refused(new BaseLayer().hardLink("x", up + outside.resolve("secret")), "which is not a file");
    refused(
        new BaseLayer().link("out", outside.toString()).hardLink("x", "out/secret"),
        "which is not a file");
    refused(new BaseLayer().directory("a").hardLink("x", "a/.."), "which is not a file");
    assertThat(outside.resolve("secret")).hasContent("of this machine");
  }

  @Test
  void linksInACircleAreRefused() throws Exception {
    refused(
        new BaseLayer().link("a", "b").link("b", "a").file("a/x"),
        "its symbolic links lead in a circle");
  }

  /** On AWS's bases the archive of classes holds for jars of a certain age alone. */
  @Test
  void isUnpackedOnceAndStaysAsItIs() throws Exception {
    BaseLayer layer = new BaseLayer().file("var/runtime/lib/a.jar");
    byte[] bytes = layer.gzip();

    Path first = unpacked(List.of(bytes));
    assertThat(unpacked(List.of(bytes))).isEqualTo(first);
    assertThat(reads).isEqualTo(1);
    assertThat(unpacked(List.of(bytes, new BaseLayer().file("b").gzip()))).isNotEqualTo(first);
  }

  @Test
  void anUnusedBaseIsPrunedAsAWhole() throws Exception {
    byte[] old = new BaseLayer().file("of/the/old").gzip();
    byte[] used = new BaseLayer().file("of/the/used").gzip();
    Path oldRoot = unpacked(List.of(old));
    Path usedRoot = unpacked(List.of(used));
    Instant longAgo = Instant.now().minusSeconds(40L * 24 * 3600);
    for (Path root : List.of(oldRoot, usedRoot)) {
      Files.setLastModifiedTime(root.resolveSibling("used"), FileTime.from(longAgo));
      Files.setLastModifiedTime(root.resolve("of/the"), FileTime.from(longAgo));
    }
    Path begun = Files.createDirectories(oldRoot.resolve("../../abc.part/files"));
    Files.setLastModifiedTime(begun.resolve(".."), FileTime.from(longAgo));

    unpacked(List.of(used));
    CacheDirectory.in(repository).prune(Instant.now());

    assertThat(usedRoot.resolve("of/the/used")).exists();
    assertThat(oldRoot.resolve("../../").normalize().toFile().list()).hasSize(1);
  }

  @Test
  void whatCannotBeKeptInTheCacheLiesAside() throws Exception {
    Files.createDirectories(repository.resolve(".cache/lambda-image/v5"));
    Files.writeString(repository.resolve(".cache/lambda-image/v5/trees"), "not a directory");
    Path aside = temporary.resolve("aside");
    List<String> log = new ArrayList<>();
    byte[] bytes = new BaseLayer().file("a").gzip();

    for (int times = 0; times < 2; times++) {
      Path root =
          roots(List.of(bytes), CacheDirectory.in(repository).orElse(aside, log::add))
              .of(base(List.of(bytes)));
      assertThat(root).startsWith(aside);
      assertThat(root.resolve("a")).exists();
    }
    assertThat(reads).isEqualTo(1);
    assertThat(log).hasSize(1);
  }

  private void refused(BaseLayer layer, String why) throws Exception {
    byte[] bytes = layer.gzip();
    assertThatThrownBy(() -> unpacked(List.of(bytes)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining(why);
    assertThat(repository.resolve(".cache/lambda-image/v5/trees")).isEmptyDirectory();
  }

  private Path unpacked(BaseLayer... layers) throws Exception {
    List<byte[]> bytes = new ArrayList<>();
    for (BaseLayer layer : layers) {
      bytes.add(layer.gzip());
    }
    return unpacked(bytes);
  }

  private Path unpacked(List<byte[]> layers) throws LambdaImageException {
    return roots(layers, CacheDirectory.in(repository)).of(base(layers));
  }

  private BaseRoots roots(List<byte[]> layers, CacheDirectory cache) {
    Map<Digest, byte[]> blobs = new HashMap<>();
    layers.forEach(layer -> blobs.put(Digest.of(layer), layer));
    return new BaseRoots(new Blobs(blobs), cache);
  }

  private static BaseImage base(List<byte[]> layers) throws LambdaImageException {
    List<Descriptor> descriptors = new ArrayList<>();
    for (byte[] layer : layers) {
      descriptors.add(new Descriptor("layer", Digest.of(layer), layer.length));
    }
    return new BaseImage(ImageName.parse("registry.test/base:1"), descriptors, JsonObject.empty());
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
  }

  /** Layers in memory; what is wrong with one is told as a registry's are. */
  private final class Blobs implements ImageLayers {

    private final Map<Digest, byte[]> blobs;

    private Blobs(Map<Digest, byte[]> blobs) {
      this.blobs = blobs;
    }

    @Override
    public LayerListing listing(ImageName image, Descriptor layer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void read(
        ImageName image, Descriptor layer, LayerEntries.Visitor<LambdaImageException> visitor)
        throws LambdaImageException {
      reads++;
      try {
        LayerEntries.read(
            new ByteArrayInputStream(Objects.requireNonNull(blobs.get(layer.digest()))), visitor);
      } catch (IOException e) {
        throw new LambdaImageException("The layer cannot be read: " + e.getMessage(), e);
      }
    }
  }
}
