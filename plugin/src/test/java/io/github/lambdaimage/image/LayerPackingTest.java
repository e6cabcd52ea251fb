package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which layers are packed, and when the checks begin meanwhile. */
class LayerPackingTest {

  /** So much later that the test's files count as settled. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir Path directory;
  private final AtomicInteger checked = new AtomicInteger();
  private TestFunction function;

  @BeforeEach
  void write() throws Exception {
    function = TestFunction.in(directory.resolve("function"));
  }

  /** The blobs of the image before are as good as those in the cache. */
  @Test
  void unchangedLayersNeedNoCache() throws Exception {
    build();
    try (Stream<Path> files = Files.walk(directory.resolve("repository"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    function.write("classes/com/example/Handler.class", "another class");

    assertThat(build().layout().summary().layers())
        .extracting(BuiltLayer::name, BuiltLayer::cached)
        .containsExactly(
            tuple("dependencies", true), tuple("resources", true), tuple("classes", false));
  }

  /** Whether it has changed is known late, and then the checks would begin late. */
  @Test
  void aLargeLayerIsCheckedWhileItIsPacked() throws Exception {
    String large = "x".repeat(1_100_000);
    function.write("classes/com/example/Handler.class", large);
    build();
    function.write("classes/com/example/Handler.class", large);
    Files.setLastModifiedTime(
        directory.resolve("function/classes/com/example/Handler.class"), FileTime.fromMillis(0));

    Assembly again = build();

    assertThat(again.upToDate()).isTrue();
    assertThat(checked).hasValue(2);
  }

  @Test
  void aSmallLayerWithNewTimesIsNotChecked() throws Exception {
    build();
    function.makeOld();

    assertThat(build().upToDate()).isTrue();
    assertThat(checked).hasValue(1);
  }

  @Test
  void layersAreToldWhenTheChecksHavePassed() throws Exception {
    List<String> told = new ArrayList<>();

    pack(function.image(), told);

    assertThat(told).containsExactly("dependencies", "resources", "classes");
  }

  /** Its start is tested, and may refuse it. */
  @Test
  void layersOfAnImageWithAStartupCacheAreNotToldYet() throws Exception {
    List<String> told = new ArrayList<>();

    LayerPacking packing = pack(function.image().with(new ScriptedCaches(directory)), told);

    assertThat(told).isEmpty();
    packing.tell();
    assertThat(told).containsExactly("dependencies", "resources", "classes");
  }

  /** Packs an image whose checks have passed already. */
  private LayerPacking pack(FunctionImage image, List<String> told) throws Exception {
    LateInspection checks = new LateInspection(List::of);
    checks.begin();
    checks.refuse(true);
    LayerPacking packing =
        new LayerPacking(
            new LayerCache(CacheDirectory.in(directory.resolve("repository"))),
            EarlierImage.in(directory.resolve("nothing"), null),
            checks,
            (layer, blob) -> told.add(layer.name()));
    try (ModuleJars jars = new ModuleJars()) {
      packing.pack(
          AssemblyPlan.of(image, image.from(), LayerState.of(image.layers()), null, false),
          ImagePlan.of(image, jars),
          jars);
    }
    return packing;
  }

  private Assembly build() throws LambdaImageException {
    return TestAssembly.assemble(
        new ImageAssembler(
            new OneBase(),
            TestFunction.NO_CONTENTS,
            CacheDirectory.in(directory.resolve("repository")),
            LATER),
        function.image(),
        directory.resolve("target/lambda-image"),
        BasePolicy.CURRENT,
        (image, base) -> {
          checked.incrementAndGet();
          return List.of();
        });
  }
}
