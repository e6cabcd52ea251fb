package io.github.lambdaimage.image;

import static io.github.lambdaimage.image.ScriptedCaches.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a startup cache is made, and when the one is taken that is known. */
class StartupLayersTest {

  private static final Clock LATER =
      Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path temporary;
  private Path layout;
  private CacheDirectory local;
  private TestFunction function;
  private ImageAssembler assembler;
  private ScriptedCaches caches;

  @BeforeEach
  void begin() throws Exception {
    caches = new ScriptedCaches(temporary);
    layout = temporary.resolve("target/lambda-image");
    local = CacheDirectory.in(temporary.resolve("local"));
    function = TestFunction.in(temporary);
    function.makeOld();
    assembler = new ImageAssembler(new OneBase(), TestFunction.NO_CONTENTS, local, LATER);
  }

  private Assembly build() throws LambdaImageException {
    return build(function.image().with(caches));
  }

  private Assembly build(FunctionImage image) throws LambdaImageException {
    return TestAssembly.assemble(
        assembler, image, layout, BasePolicy.CURRENT, (it, base) -> List.of());
  }

  @Test
  void theImageHasProgramAndCacheOnTopAndSaysWhatTheyBring() throws Exception {
    Assembly assembly = build();

    assertThat(names(assembly.layout()))
        .containsExactly(
            "dependencies", "resources", "classes", "startup program", "startup cache");
    assertThat(assembly.layout().summary().startup())
        .hasToString(
            "init 1,200 ms → 560 ms (−53 %), "
                + Size.of(assembly.layout().summary().layers().get(4).blob().size()));
    assertThat(
            JsonObject.parse(assembly.layout().config(), "The config")
                .object("config")
                .texts("Env"))
        .contains("AWS_LAMBDA_EXEC_WRAPPER=/opt/start", "STAGE=test");
    assertThat(ImageLayout.open(layout).summary()).isEqualTo(assembly.layout().summary());
    assertThat(caches.done).containsExactly("made", "started", "closed");
  }

  @Test
  void nothingIsDoneForAnImageThatIsThere() throws Exception {
    Digest first = build().layout().summary().digest();
    caches.done.clear();

    Assembly again = build();

    assertThat(again.upToDate()).isTrue();
    assertThat(again.layout().summary().digest()).isEqualTo(first);
    assertThat(again.layout().summary().startup()).isNotNull();
    assertThat(caches.done).isEmpty();
  }

  @Test
  void theCacheOfTheSameKeyIsTakenAgainWithItsFigures() throws Exception {
    ImageSummary first = build().layout().summary();
    deleteLayout();
    caches.done.clear();

    ImageSummary again = build().layout().summary();

    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(again.startup()).isEqualTo(first.startup());
    assertThat(caches.done).containsExactly("closed");
  }

  @Test
  void oneIsMadeForOtherClassesVariablesAndEvents() throws Exception {
    Digest first = build().layout().summary().digest();
    function.write("classes/com/example/Handler.class", "other");
    Digest second = build().layout().summary().digest();
    caches.key = "other events";
    Digest third = build().layout().summary().digest();

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(caches.made).isEqualTo(3);

    // A label is nothing that a JVM sees.
    FunctionImage image = function.image().with(caches);
    image.labels().put("revision", "1");
    Digest labelled = build(image).layout().summary().digest();
    assertThat(labelled).isNotEqualTo(third);
    assertThat(caches.made).isEqualTo(3);
  }

  @Test
  void anImageWhoseCacheIsRefusedIsNeverWritten() throws Exception {
    Digest before = build(function.image()).layout().summary().digest();
    caches.refuses = true;

    FunctionImage image = function.image().with(caches);
    List<String> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                assembler.assemble(
                    image,
                    layout,
                    BasePolicy.CURRENT,
                    (it, base) -> List.of(),
                    assembler.begin(image.from(), image.architecture(), layout, BasePolicy.CURRENT),
                    (layer, blob) -> told.add(layer.name())))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("the cache is refused");
    // A push sends nothing of it ahead.
    assertThat(told).isEmpty();
    assertThat(ImageLayout.open(layout).summary().digest()).isEqualTo(before);
    assertThat(caches.done).containsExactly("made", "started", "closed", "failed");

    caches.refuses = false;
    build();
    assertThat(caches.made).isEqualTo(2);
  }

  @Test
  void itsLayersAreToldWhenItsStartWasTested() throws Exception {
    FunctionImage image = function.image().with(caches);
    List<String> told = new ArrayList<>();

    assembler.assemble(
        image,
        layout,
        BasePolicy.CURRENT,
        (it, base) -> List.of(),
        assembler.begin(image.from(), image.architecture(), layout, BasePolicy.CURRENT),
        (layer, blob) -> told.add(layer.name()));

    assertThat(told).containsExactly("dependencies", "resources", "classes");
  }

  /** A cache whose blob is no longer there is as good as none. */
  @Test
  void oneIsMadeWhereTheKnownOneIsLost() throws Exception {
    ImageSummary first = build().layout().summary();
    deleteLayout();
    Digest cache = first.layers().get(4).blob().digest();
    Files.delete(local.blob(cache));

    ImageSummary again = build().layout().summary();

    assertThat(caches.made).isEqualTo(2);
    assertThat(again.layers().get(4).blob().digest()).isNotEqualTo(cache);
  }

  @Test
  void theCacheOfTheSameKeyCountsAsCached() throws Exception {
    build();
    deleteLayout();

    assertThat(build().layout().summary().layers()).allMatch(BuiltLayer::cached);
  }

  @Test
  void saysThatThereIsNoSpaceForTheTrial() throws Exception {
    Files.createDirectories(temporary.resolve("work0"));
    Files.writeString(temporary.resolve("work0/without"), "a file in the way");

    assertThatThrownBy(this::build)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<startupCache>: the image that is to be trained could not be written to '"
                + temporary.resolve("work0/without")
                + "': ");
  }

  @Test
  void whereItMayLackTheImageIsAsWithoutAndTheNextBuildTriesAgain() throws Exception {
    caches.mayLack = true;
    caches.refuses = true;

    Assembly without = build();
    assertThat(without.layout().summary().startup()).isNull();
    assertThat(without.layout().summary().digest())
        .isEqualTo(build(function.image()).layout().summary().digest());

    caches.refuses = false;
    build();
    assertThat(ImageLayout.open(layout).summary().startup()).isNotNull();
  }

  @Test
  void whatWasBuiltWithoutIsWhatIsPushed() throws Exception {
    caches.mayLack = true;
    caches.refuses = true;
    Digest built = build().layout().summary().digest();
    caches.refuses = false;
    caches.done.clear();

    FunctionImage image = function.image().with(caches);
    Assembly pushed =
        TestAssembly.assemble(
            assembler, image, layout, BasePolicy.RECORDED, (it, base) -> List.of());
    assertThat(pushed.upToDate()).isTrue();
    assertThat(pushed.layout().summary().digest()).isEqualTo(built);
    assertThat(caches.done).isEmpty();

    // One that may not be without is made.
    caches.mayLack = false;
    assertThat(
            TestAssembly.assemble(
                    assembler, image, layout, BasePolicy.RECORDED, (it, base) -> List.of())
                .layout()
                .summary()
                .startup())
        .isNotNull();
  }

  private void deleteLayout() throws Exception {
    try (var files = Files.walk(layout)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
