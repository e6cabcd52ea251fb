package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
            "40755 0:0 1 var/",
            "40755 0:0 1 var/task/",
            "40755 0:0 1 var/task/com/",
            "40755 0:0 1 var/task/com/example/",
            "100644 0:0 1 var/task/com/example/Handler.class");
  }

  @Test
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
    assertThat(listing(layer)).last().isEqualTo("100644 0:0 1 var/task/lib/module-1.jar");
    assertThat(jarEntries(tar(layer))).containsExactly("a.txt", "b/B.class");
    assertThat(tar(layer)).isEqualTo(tar(layer));
  }

  private static byte[] tar(FunctionLayer layer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LayerTar.write(layer, out);
    return out.toByteArray();
  }

  private static List<String> listing(FunctionLayer layer) throws IOException {
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
