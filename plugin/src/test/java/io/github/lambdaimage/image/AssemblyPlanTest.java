package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.AssemblyPlan.Layer;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyPlanTest {

  private static final long THEN = 10_000;
  private static final long LATER = 100_000;

  @TempDir Path directory;
  private FunctionImage image;
  private ImageName base;
  private BuildRecord record;

  @BeforeEach
  void build() throws Exception {
    image = TestFunction.in(directory).image();
    base = image.from().at(digest("base"));
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "key"), null, false);
    List<BuiltLayer> layers = new ArrayList<>();
    for (Layer layer : plan.layers()) {
      String name = layer.state().layer().name();
      layers.add(new BuiltLayer(name, new LayerBlob(digest("d"), digest(name), 1, 2), false));
    }
    record = BuildRecord.of(plan, layers, Map.of(), LATER, true);
  }

  @Test
  void makesEverythingTheFirstTime() {
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "key"), null, false);

    assertThat(plan.isOther()).isTrue();
    assertThat(plan.isUpToDate()).isFalse();
    assertThat(plan.layers()).hasSize(3).noneMatch(Layer::unchanged);
    assertThat(plan.layers()).allMatch(layer -> layer.before() == null);
  }

  @Test
  void isDoneWhereNothingChanged() {
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "key"), record, false);

    assertThat(plan.isOther()).isFalse();
    assertThat(plan.isUpToDate()).isTrue();
    assertThat(plan.layers()).allMatch(Layer::unchanged);
  }

  @Test
  void looksAgainWhereOnlyTheStateIsAnother() {
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "other key"), record, false);

    assertThat(plan.isOther()).isFalse();
    assertThat(plan.isUpToDate()).isFalse();
    assertThat(plan.layers()).noneMatch(Layer::unchanged).allMatch(it -> it.before() != null);
  }

  @Test
  void looksAgainAtFilesAsNewAsTheRecord() {
    assertThat(
            AssemblyPlan.of(image, base, states(LATER - 2000, 1, "key"), record, false)
                .isUpToDate())
        .isFalse();
    assertThat(
            AssemblyPlan.of(image, base, states(LATER - 2001, 1, "key"), record, false)
                .isUpToDate())
        .isTrue();
  }

  @Test
  void knowsThatItIsAnotherImage() {
    List<LayerState> states = states(THEN, 1, "key");

    assertThat(AssemblyPlan.of(image, image.from().at(digest("moved")), states, record, false))
        .satisfies(AssemblyPlanTest::isOther);
    assertThat(AssemblyPlan.of(image, base, states.subList(0, 2), record, false))
        .satisfies(AssemblyPlanTest::isOther);
  }

  private static void isOther(AssemblyPlan plan) {
    assertThat(plan.isOther()).isTrue();
    assertThat(plan.isUpToDate()).isFalse();
    assertThat(plan.layers()).allMatch(Layer::unchanged);
  }

  /** Then the checks need not wait until that layer is packed. */
  @Test
  void isAnotherImageAsSoonAsALayerWasReadThatChanged() throws Exception {
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "other key"), record, false);
    List<String> asked = new ArrayList<>();

    AssemblyPlan read =
        plan.read(
            layer -> {
              asked.add(layer.name());
              return digest(asked.size() == 2 ? "changed" : "d");
            });

    assertThat(asked).hasSize(2);
    assertThat(read.isOther()).isTrue();
    assertThat(read.isUpToDate()).isFalse();
    assertThat(read.layers()).extracting(Layer::unchanged).containsExactly(true, false, false);
  }

  @Test
  void isTheSameImageIfAllThatWasReadIsTheSame() throws Exception {
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "other key"), record, false);

    AssemblyPlan read = plan.read(layer -> digest("d"));

    assertThat(read.isOther()).isFalse();
    assertThat(read.isUpToDate()).isTrue();
  }

  @Test
  void readsNoLargeLayerToKnowWhetherItChanged() throws Exception {
    List<LayerState> large = states(THEN, 1024 * 1024 + 1, "other key");
    List<String> asked = new ArrayList<>();

    AssemblyPlan read =
        AssemblyPlan.of(image, base, large, record, false)
            .read(
                layer -> {
                  asked.add(layer.name());
                  return digest("changed");
                });

    assertThat(asked).isEmpty();
    assertThat(read.isOther()).isFalse();
    assertThat(read.isUpToDate()).isFalse();
  }

  @Test
  void letsLargeLayersWait() {
    assertThat(layer(1024 * 1024).takesLong()).isFalse();
    assertThat(layer(1024 * 1024 + 1).takesLong()).isTrue();
    assertThat(layer(256L * 1024 * 1024 - 1).waitsForChecks()).isFalse();
    assertThat(layer(256L * 1024 * 1024).waitsForChecks()).isTrue();
  }

  @Test
  void remembersTheBaseOfABuildForItsOwnNameAlone() throws Exception {
    AssemblyPlan plan = AssemblyPlan.of(image, base, states(THEN, 1, "key"), null, false);
    BuildRecord ofPush = BuildRecord.of(plan, List.of(), Map.of(), LATER, false);

    assertThat(record.baseFor(image.from())).isEqualTo(base);
    assertThat(record.baseFor(ImageName.parse("registry.test/lambda/java:25"))).isNull();
    assertThat(record.pins(base)).isTrue();
    assertThat(record.pins(image.from().at(digest("moved")))).isFalse();
    assertThat(ofPush.baseFor(image.from())).isNull();
    assertThat(ofPush.pins(base)).isFalse();
  }

  private Layer layer(long size) {
    return AssemblyPlan.of(image, base, states(THEN, size, "key"), record, false).layers().get(0);
  }

  private List<LayerState> states(long newest, long size, String key) {
    List<LayerState> states = new ArrayList<>();
    for (FunctionLayer layer : image.layers()) {
      states.add(new LayerState(layer, digest(key), newest, size));
    }
    return states;
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }
}
