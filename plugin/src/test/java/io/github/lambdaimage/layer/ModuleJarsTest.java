package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleJarsTest {

  @TempDir Path directory;
  private Source.ModuleClasses classes;
  private FunctionLayer layer;

  @BeforeEach
  void writeClasses() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("classes"));
    Files.writeString(folder.resolve("a.txt"), "a");
    classes = new Source.ModuleClasses(folder);
    layer =
        FunctionLayer.of(
            "modules", List.of(new FunctionFile(classes, "/var/task/lib/a.jar", 0644, null)));
  }

  @Test
  void haveOnePlaceForAModuleHoweverOftenItIsNamed() throws Exception {
    try (ModuleJars jars = new ModuleJars()) {
      assertThat(jars.placeOf(classes))
          .isEqualTo(jars.placeOf(new Source.ModuleClasses(classes.path())))
          .isNotEqualTo(jars.placeOf(new Source.ModuleClasses(directory)));
    }
  }

  @Test
  void areGoneAtTheEnd() throws Exception {
    Path place;
    try (ModuleJars jars = new ModuleJars()) {
      jars.make(LayerPlan.of(layer, jars));
      place = jars.placeOf(classes);
      assertThat(place).isNotEmptyFile();
    }

    assertThat(place).doesNotExist();
  }

  @Test
  void areMadeForTheLayerThatIsPacked() throws Exception {
    LayerCache cache = new LayerCache(CacheDirectory.in(directory.resolve("repository")));
    try (ModuleJars jars = new ModuleJars()) {
      Path blob = cache.blob(cache.build(LayerPlan.of(layer, jars), jars).blob());

      assertThat(firstEntryOfTheJar(blob)).isEqualTo("META-INF/");
    }
  }

  @Test
  void areMadeForTheLayerWhoseDiffIdIsAskedFor() throws Exception {
    LayerCache cache = new LayerCache(CacheDirectory.in(directory.resolve("repository")));
    try (ModuleJars jars = new ModuleJars();
        ModuleJars others = new ModuleJars()) {
      LayerBlob packed = cache.build(LayerPlan.of(layer, jars), jars).blob();

      assertThat(LayerCache.diffId(layer, others)).isEqualTo(packed.diffId());
    }
  }

  private static String firstEntryOfTheJar(Path blob) throws Exception {
    try (InputStream in = Files.newInputStream(blob);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      TarArchiveEntry jar = tar.getNextEntry();
      while (!jar.getName().endsWith(".jar")) {
        jar = tar.getNextEntry();
      }
      ZipEntry first = new ZipInputStream(tar).getNextEntry();
      return first == null ? "nothing" : first.getName();
    }
  }
}
