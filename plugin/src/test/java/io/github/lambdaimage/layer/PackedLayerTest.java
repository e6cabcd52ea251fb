package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others learn of a layer that the cache has packed, or could not pack. */
class PackedLayerTest {

  @TempDir Path directory;
  private CacheDirectory files;
  private LayerCache cache;
  private FunctionLayer layer;

  @BeforeEach
  void writeFunction() throws Exception {
    files = CacheDirectory.in(directory.resolve("repository"));
    cache = new LayerCache(files);
    layer = TestFunction.in(directory.resolve("function")).layer("classes");
  }

  @Test
  void hasTheNameOfItsPlan() throws Exception {
    assertThat(build(cache, layer).name()).isEqualTo("classes");
  }

  @Test
  void isThereUntilSomebodyDeletesIt() throws Exception {
    LayerBlob blob = build(cache, layer).blob();

    assertThat(cache.has(blob)).isTrue();
    Files.delete(cache.blob(blob));
    assertThat(cache.has(blob)).isFalse();
  }

  @Test
  void isDroppedOnceItIsDamaged() throws Exception {
    LayerBlob blob = build(cache, layer).blob();
    Files.writeString(cache.blob(blob), "another");

    assertThat(cache.has(blob)).isFalse();
    assertThat(cache.blob(blob)).doesNotExist();
  }

  /** Of another shape it cannot have been packed: nobody reads its files to find that out. */
  @Test
  void isOfAnotherShapeWithOtherNamesAndOtherModesOfDirectories() throws Exception {
    build(cache, layer);
    build(cache, layer);
    assertThat(shapes()).isEqualTo(1);

    build(cache, TestFunction.in(directory.resolve("function")).layer("resources"));
    assertThat(shapes()).isEqualTo(2);

    build(cache, withModes(new TreeMap<>(Map.of("/var", 0700))));
    assertThat(shapes()).isEqualTo(3);

    build(cache, withModes(new TreeMap<>(Map.of("/var", 0711))));
    assertThat(shapes()).isEqualTo(4);
  }

  private FunctionLayer withModes(SortedMap<String, Integer> modes) {
    return FunctionLayer.of("classes", layer.files(), modes);
  }

  private long shapes() throws IOException {
    try (Stream<Path> shapes = Files.list(files.file("shapes", "any").getParent())) {
      return shapes.count();
    }
  }

  @Test
  void isNoneWhereTheCacheIsNoDirectory() throws Exception {
    Path repository = Files.writeString(directory.resolve("file"), "");
    LayerCache broken = new LayerCache(CacheDirectory.in(repository));

    assertThatThrownBy(() -> build(broken, layer))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The layer 'classes' could not be packed: the cache '%s' does not take it (",
            repository.resolve(".cache/lambda-image/v5"))
        .hasMessageEndingWith(
            "). Free space there, or name a local repository elsewhere with '-Dmaven.repo.local='.")
        .hasMessageNotContaining("nor does")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void isNoneWhereTheFolderBesideTheCacheIsNoDirectoryEither() throws Exception {
    Path repository = Files.writeString(directory.resolve("file"), "");
    Path aside = Files.writeString(directory.resolve("aside"), "");
    LayerCache broken = new LayerCache(CacheDirectory.in(repository).orElse(aside, message -> {}));

    assertThatThrownBy(() -> build(broken, layer))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("), nor does '%s' (".formatted(aside))
        .satisfies(
            e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(IOException.class).hasSize(1));
  }

  private static BuiltLayer build(LayerCache cache, FunctionLayer layer)
      throws LambdaImageException {
    try (ModuleJars jars = new ModuleJars()) {
      return cache.build(LayerPlan.of(layer, jars), jars);
    }
  }
}
