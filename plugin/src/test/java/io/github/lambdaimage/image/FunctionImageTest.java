package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which parameters make another image. */
class FunctionImageTest {

  private Handler handler = Handler.NONE;
  private Architecture architecture = Architecture.ARM64;
  private String from = "r.test/base:1";
  private Map<String, String> environment = Map.of("A", "1");
  private Map<String, String> labels = Map.of();
  private boolean startsClient;
  private Instant created = Instant.EPOCH;
  private ManifestFormat format = ManifestFormat.DOCKER;
  private String checks = "";
  private List<String> entrypoint = List.of();
  private List<ImageName> copied = List.of();

  private final Digest usual = parameters();

  FunctionImageTest() throws Exception {}

  @Test
  void theSameParametersHaveTheSameDigest() throws Exception {
    assertThat(parameters()).isEqualTo(usual);
  }

  @Test
  void anotherHandlerIsNoticed() throws Exception {
    handler = Handler.parse("a.B");
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void anotherArchitectureIsNoticed() throws Exception {
    architecture = Architecture.X86_64;
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void anotherBaseIsNoticed() throws Exception {
    from = "r.test/base:2";
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void anotherVariableIsNoticed() throws Exception {
    environment = Map.of("B", "1");
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void anotherValueIsNoticed() throws Exception {
    environment = Map.of("A", "2");
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void aLabelIsNoticed() throws Exception {
    labels = Map.of("title", "x");
    Digest labelled = parameters();
    labels = Map.of("title", "y");

    assertThat(List.of(usual, labelled, parameters())).doesNotHaveDuplicates();
  }

  @Test
  void aLabelIsNoVariable() throws Exception {
    labels = Map.of("title", "x");
    Digest labelled = parameters();
    labels = Map.of();
    environment = Map.of("A", "1", "title", "x");

    assertThat(parameters()).isNotEqualTo(labelled);
  }

  @Test
  void whoStartsTheClientIsNoticed() throws Exception {
    startsClient = true;
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void anotherTimeIsNoticed() throws Exception {
    created = Instant.EPOCH.plusSeconds(1);
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void anotherFormatIsNoticed() throws Exception {
    format = ManifestFormat.OCI;
    assertThat(parameters()).isNotEqualTo(usual);
  }

  /** With other levels, the same files are checked again. */
  @Test
  void otherLevelsOfTheChecksAreNoticed() throws Exception {
    checks = "size=off";
    assertThat(parameters()).isNotEqualTo(usual);
  }

  @Test
  void eachWordOfTheEntrypointIsNoticed() throws Exception {
    entrypoint = List.of("/bin/java", "A");
    Digest one = parameters();
    entrypoint = List.of("/bin/java", "B");

    assertThat(List.of(usual, one, parameters())).doesNotHaveDuplicates();
  }

  @Test
  void anEntrypointIsNoLabel() throws Exception {
    entrypoint = List.of("/bin/java", "A");
    Digest started = parameters();
    entrypoint = List.of();
    labels = Map.of("/bin/java", "A");

    assertThat(parameters()).isNotEqualTo(started);
  }

  /** They are compared by themselves: a moved tag is not a changed parameter. */
  @Test
  void imagesThatFilesAreCopiedFromAreNoParameters() throws Exception {
    copied = List.of(ImageName.parse("r.test/tools:1").at(Digest.of("1".getBytes(UTF_8))));
    assertThat(parameters()).isEqualTo(usual);
  }

  @Test
  void aStartupCacheIsNoticedAndWhatItDependsOn() throws Exception {
    Digest one = image().with(new Caches("one")).parameters();
    Digest two = image().with(new Caches("two")).parameters();

    assertThat(List.of(usual, one, two)).doesNotHaveDuplicates();
  }

  @Test
  void otherFilesAndVariablesLeaveTheRestAsItIs() throws Exception {
    Caches caches = new Caches("one");
    FunctionImage image = image().with(caches);
    SortedMap<String, String> variables = new TreeMap<>(Map.of("B", "2"));

    FunctionImage other = image.with(List.of(), variables);

    assertThat(other.environment()).isEqualTo(variables);
    assertThat(other.startup()).isSameAs(caches);
    assertThat(other.with(image.layers(), image.environment())).isEqualTo(image);
  }

  private Digest parameters() throws LambdaImageException {
    return image().parameters();
  }

  private FunctionImage image() throws LambdaImageException {
    return new FunctionImage(
        handler,
        architecture,
        ImageName.parse(from),
        List.of(),
        new TreeMap<>(environment),
        new TreeMap<>(labels),
        startsClient,
        created,
        format,
        checks,
        Entrypoint.of(entrypoint),
        copied);
  }

  private record Caches(String key) implements StartupCaches {

    @Override
    public boolean mayLack() {
      return false;
    }

    @Override
    public Work begin(BaseImage base) throws LambdaImageException {
      throw new LambdaImageException("none is made here");
    }

    @Override
    public void failed(LambdaImageException why) throws LambdaImageException {
      throw why;
    }
  }
}
