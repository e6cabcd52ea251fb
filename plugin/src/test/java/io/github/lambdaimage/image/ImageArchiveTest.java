package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the archive of an image, and what is said where there can be none. */
class ImageArchiveTest {

  private static final String BLOBS = "blobs/sha256/";
  private static final Digest OF_BASE = Digest.of("base layer".getBytes(UTF_8));

  @TempDir Path directory;
  private ImageLayout layout;
  private Path archive;

  @BeforeEach
  void build() throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), "a");
    layout =
        TestAssembly.layout(directory, List.of(FunctionFile.readable(file, "/var/task/a.txt")));
    archive = directory.resolve("archives/image.tar");
  }

  @Test
  void hasEveryDocumentAndEveryLayerUnderItsDigest() throws Exception {
    Map<String, byte[]> entries = written("orders:1.0");

    ImageManifest manifest = ImageManifest.parse(layout.manifest());
    List<String> blobs = new ArrayList<>();
    blobs.add(BLOBS + layout.summary().digest().hex());
    blobs.add(BLOBS + manifest.config().digest().hex());
    manifest.layers().forEach(layer -> blobs.add(BLOBS + layer.digest().hex()));
    assertThat(entries.keySet())
        .containsAll(blobs)
        .contains("oci-layout", "index.json", "manifest.json")
        .hasSize(3 + blobs.size());
    for (String blob : blobs) {
      assertThat(BLOBS + Digest.of(entry(entries, blob)).hex()).isEqualTo(blob);
    }
  }

  @Test
  void sortsTheLayersByName() throws Exception {
    List<String> names = List.copyOf(written("orders:1.0").keySet());

    assertThat(names.subList(5, names.size())).hasSize(2).isSorted();
  }

  @Test
  void hasTheVersionAndTheIndexOfALayout() throws Exception {
    Map<String, byte[]> entries = written("orders:1.0");

    assertThat(new String(entry(entries, "oci-layout"), UTF_8))
        .isEqualTo(Files.readString(layout.directory().resolve("oci-layout")));
    JsonObject index = JsonObject.parse(entry(entries, "index.json"), "index");
    assertThat(index.objects("manifests")).hasSize(1);
    assertThat(index.objects("manifests").get(0).text("digest"))
        .isEqualTo(layout.summary().digest().toString());
  }

  /** Podman and containerd look for the name there. */
  @Test
  void namesTheImageInTheIndex() throws Exception {
    JsonObject index =
        JsonObject.parse(entry(written("orders:1.0", "orders:latest"), "index.json"), "index");

    assertThat(index.objects("manifests").get(0).object("annotations").textMap())
        .containsOnly(
            Map.entry("io.containerd.image.name", "docker.io/library/orders:1.0"),
            Map.entry("org.opencontainers.image.ref.name", "1.0"));
  }

  @Test
  void tellsDockerConfigNamesAndLayers() throws Exception {
    String text = new String(entry(written("orders:1.0", "orders:latest"), "manifest.json"), UTF_8);

    assertThat(text).startsWith("[{").endsWith("}]");
    JsonObject image =
        JsonObject.parse(text.substring(1, text.length() - 1).getBytes(UTF_8), "image");
    assertThat(image.text("Config")).isEqualTo(BLOBS + layout.summary().imageId().hex());
    assertThat(image.texts("RepoTags")).containsExactly("orders:1.0", "orders:latest");
    assertThat(image.texts("Layers"))
        .containsExactly(
            BLOBS + OF_BASE.hex(), BLOBS + layout.summary().layers().get(0).blob().digest().hex());
  }

  @Test
  void isTheSameWheneverItIsWritten() throws Exception {
    written("orders:1.0");
    byte[] first = Files.readAllBytes(archive);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      assertThat(tar.getNextEntry().getLastModifiedDate()).hasTime(0);
    }

    written("orders:1.0");

    assertThat(archive).hasBinaryContent(first);
  }

  @Test
  void saysThatTheBasesLayerCannotBeKept() {
    ImageArchive full =
        new ImageArchive(
            (base, layer) -> {
              throw new IOException("No space left on device");
            });

    assertThatThrownBy(() -> full.write(layout, List.of("orders:1.0"), archive))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The layer '"
                + OF_BASE
                + "' of the base image 'registry.test/lambda/java:21' could not be kept in the cache: ");
    assertThat(archive).doesNotExist();
  }

  @Test
  void saysThatTheArchiveCannotBeWritten() throws Exception {
    Files.writeString(directory.resolve("archives"), "a file in the way");

    assertThatThrownBy(() -> written("orders:1.0"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The archive '" + archive + "' could not be written: ");
  }

  @Test
  void saysWhichBlobIsDamaged() throws Exception {
    BuiltLayer layer = layout.summary().layers().get(0);
    Files.write(layout.blob(layer.blob().digest()), new byte[Math.toIntExact(layer.blob().size())]);

    assertThatThrownBy(() -> written("orders:1.0"))
        .isInstanceOfSatisfying(
            DamagedImageException.class,
            e -> {
              assertThat(e.blob()).isEqualTo(layer.blob().digest());
              assertThat(e.what()).contains("is not the blob '" + layer.blob().digest() + "'");
              assertThat(e)
                  .hasMessage(
                      "The image is damaged: "
                          + e.what()
                          + ". Run 'mvn lambda-image:build', which makes it anew; an image that was built elsewhere has to be fetched from there again.");
            });
  }

  private static byte[] entry(Map<String, byte[]> entries, String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }

  private Map<String, byte[]> written(String... names) throws Exception {
    Path base = Files.writeString(directory.resolve("base"), "base layer");
    new ImageArchive((name, layer) -> base).write(layout, List.of(names), archive);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    return entries;
  }
}
