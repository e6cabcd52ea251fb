package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LayerTarTest {

  @TempDir Path directory;
  private TestFunction function;

  @BeforeEach
  void writeFunction() throws IOException {
    function = TestFunction.in(directory.resolve("one"));
  }

  @Test
  void putsParentsBeforeChildrenWithFixedModes() throws Exception {
    assertThat(listing(function.layer("classes")))
        .containsExactly(
            "755 0:0 1 var/",
            "755 0:0 1 var/task/",
            "755 0:0 1 var/task/com/",
            "755 0:0 1 var/task/com/example/",
            "644 0:0 1 var/task/com/example/Handler.class");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void givesTheSameBytesForOtherTimesOtherModesAndAnotherPlace() throws Exception {
    TestFunction other = TestFunction.in(directory.resolve("another/place"));
    other.makeOld();
    Path jar = directory.resolve("another/place/repository/library-1.0.jar");
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwx------"));

    for (FunctionLayer layer : function.layers()) {
      assertThat(tar(other.layer(layer.name()))).as(layer.name()).isEqualTo(tar(layer));
    }
  }

  @Test
  void makesAJarOfAModuleThatWasNotPackaged() throws Exception {
    function.write("module/classes/b/B.class", "b");
    function.write("module/classes/a.txt", "a");
    Path classes = directory.resolve("one/module/classes");
    Dependency module =
        new Dependency("g", "module", "1", "", new Source.ModuleClasses(classes), Stability.MODULE);
    FunctionLayer layer =
        FunctionContents.layers(directory.resolve("one/classes"), List.of(module), List.of())
            .get(0);

    assertThat(layer.name()).isEqualTo("modules");
    assertThat(listing(layer)).last().isEqualTo("644 0:0 1 var/task/lib/module-1.jar");
    assertThat(jarEntries(tar(layer)))
        .containsExactly("META-INF/", "META-INF/MANIFEST.MF", "a.txt", "b/", "b/B.class");
    assertThat(tar(layer)).isEqualTo(tar(layer));
  }

  @Test
  void sortsWhateverOrderThePlanHas() throws Exception {
    Path file = function.write("file", "x");
    FunctionLayer layer =
        new FunctionLayer(
            "any",
            List.of(
                new FunctionFile(file, "/b/c", 0644),
                new FunctionFile(file, "/a-b", 0644),
                new FunctionFile(file, "/a/b", 0755)));

    assertThat(listing(layer))
        .containsExactly(
            "644 0:0 1 a-b", "755 0:0 1 a/", "755 0:0 1 a/b", "755 0:0 1 b/", "644 0:0 1 b/c");
  }

  @Test
  void holdsFilesOfAllSizes() throws Exception {
    List<FunctionFile> files = new ArrayList<>();
    int[] sizes = {0, 1, 511, 512, 513, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 300_000};
    for (int size : sizes) {
      Path file = function.write("file" + size, "x".repeat(size));
      files.add(new FunctionFile(file, "/f" + size, 0644));
    }

    byte[] tar = tar(FunctionLayer.of("sizes", files));

    assertThat(tar.length % 512).isZero();
    List<Long> read = new ArrayList<>();
    try (TarArchiveInputStream in = open(tar)) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(new String(in.readAllBytes(), UTF_8))
            .matches("x{%s}".formatted(entry.getSize()));
        read.add(entry.getSize());
      }
    }
    assertThat(read)
        .containsExactlyInAnyOrder(
            Arrays.stream(sizes).mapToObj(Long::valueOf).toArray(Long[]::new));
  }

  @Test
  void endsWithTwoEmptyBlocks() throws Exception {
    FunctionLayer layer =
        FunctionLayer.of("one", List.of(new FunctionFile(function.write("f", "x"), "/f", 0644)));

    byte[] tar = tar(layer);

    assertThat(tar).hasSize(4 * 512).endsWith(new byte[1024]);
  }

  /** The system's own tar judges. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // No such programs there.
  void writesLinksThatTarUnpacks() throws Exception {
    String longName = "blob-".repeat(30);
    String odd = "größe-日本";
    Path blob = function.write("files/" + longName, "a model");
    Path data = function.write("files/" + odd, "data");
    List<FunctionFile> files =
        List.of(
            FunctionFile.readable(blob, "/opt/blobs/" + longName),
            FunctionFile.readable(data, "/opt/" + odd),
            link("/opt/v1/model.bin", "../blobs/" + longName, false),
            link("/opt/odd", odd, false),
            link("/opt/latest", "v1", true));
    Path tar = Files.write(directory.resolve("layer.tar"), tar(FunctionLayer.of("links", files)));
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));

    Process process =
        new ProcessBuilder("tar", "-xf", tar.toString(), "-C", unpacked.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readSymbolicLink(unpacked.resolve("opt/v1/model.bin")))
        .hasToString("../blobs/" + longName);
    assertThat(unpacked.resolve("opt/latest/model.bin")).hasContent("a model");
    assertThat(unpacked.resolve("opt/odd")).hasContent("data");
  }

  @Test
  void givesDirectoriesTheModesThatTheyHaveInTheBase() throws Exception {
    Path file = function.write("file", "x");
    FunctionLayer layer =
        FunctionLayer.of(
            "modes",
            List.of(
                FunctionFile.readable(file, "/tmp/a/x"),
                FunctionFile.readable(file, "/tmp/x"),
                FunctionFile.readable(file, "/usr/lib64/x")),
            new TreeMap<>(Map.of("/tmp", 01777, "/usr/lib64", 0555, "/usr/lib", 0700)));

    assertThat(listing(layer))
        .containsExactly(
            "1777 0:0 1 tmp/",
            "755 0:0 1 tmp/a/",
            "644 0:0 1 tmp/a/x",
            "644 0:0 1 tmp/x",
            "755 0:0 1 usr/",
            "555 0:0 1 usr/lib64/",
            "644 0:0 1 usr/lib64/x");
  }

  private static FunctionFile link(String target, String text, boolean toDirectory) {
    return FunctionFile.link(new Source.Link(Path.of("link"), text, toDirectory), target);
  }

  /** Otherwise the entry after it would be read from the middle of its bytes. */
  @Test
  void refusesAFileThatGrowsWhileItIsPacked() throws Exception {
    Path file = function.write("file", "x".repeat(200_000));

    assertThatThrownBy(() -> packWhile(file, () -> Files.writeString(file, "y", APPEND)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s' was written to while it was packed: it no longer has 200000 bytes. Run again when it is complete.",
            file);
  }

  @Test
  void refusesAFileThatShrinksWhileItIsPacked() throws Exception {
    Path file = function.write("file", "x".repeat(200_000));

    assertThatThrownBy(() -> packWhile(file, () -> Files.writeString(file, "y")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("it no longer has 200000 bytes");
  }

  private interface Change {
    void make() throws IOException;
  }

  /** Packs a file that changes as soon as its header is written. */
  private static void packWhile(Path file, Change change) throws Exception {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int value) {}

          @Override
          public void write(byte[] bytes) throws IOException {
            change.make();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {}
        };
    try (ModuleJars jars = new ModuleJars()) {
      FunctionLayer layer = FunctionLayer.of("one", List.of(new FunctionFile(file, "/f", 0644)));
      LayerTar.write(LayerPlan.of(layer, jars), out);
    }
  }

  private static byte[] tar(FunctionLayer layer) throws IOException, LambdaImageException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ModuleJars jars = new ModuleJars()) {
      LayerPlan plan = LayerPlan.of(layer, jars);
      jars.make(plan);
      LayerTar.write(plan, out);
    }
    return out.toByteArray();
  }

  private static List<String> listing(FunctionLayer layer)
      throws IOException, LambdaImageException {
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream tar = open(tar(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.isLink() || entry.isSymbolicLink()).isFalse();
        entries.add(
            "%s %s:%s %s %s"
                .formatted(
                    Integer.toOctalString(entry.getMode()),
                    entry.getLongUserId(),
                    entry.getLongGroupId(),
                    entry.getLastModifiedTime().toInstant().getEpochSecond(),
                    entry.getName()));
      }
    }
    return entries;
  }

  private static List<String> jarEntries(byte[] layer) throws IOException, LambdaImageException {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream tar = open(layer)) {
      TarArchiveEntry jar = tar.getNextEntry();
      while (!jar.getName().endsWith(".jar")) {
        jar = tar.getNextEntry();
      }
      ZipInputStream zip = new ZipInputStream(tar);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private static TarArchiveInputStream open(byte[] tar) {
    return new TarArchiveInputStream(new ByteArrayInputStream(tar));
  }
}
