package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a startup cache is made, and when the one is taken that is known. */
class StartupLayersTest {

  private static final Clock LATER =
      Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path temporary;
  private Path layout;
  private TestFunction function;
  private ImageAssembler assembler;
  private final Scripted caches = new Scripted();

  /** Trainings as a script has them, each with another cache. */
  private final class Scripted implements StartupCaches {

    private String key = "events";
    private int made;
    private boolean mayLack;
    private boolean refuses;
    private final List<String> done = new ArrayList<>();

    @Override
    public String key() {
      return key;
    }

    @Override
    public boolean mayLack() {
      return mayLack;
    }

    @Override
    public Work begin(BaseImage base) throws LambdaImageException {
      return new ScriptedWork(this, temporary.resolve("work" + done.size()));
    }

    @Override
    public void failed(LambdaImageException why) throws LambdaImageException {
      done.add("failed");
      if (!mayLack) {
        throw why;
      }
    }
  }

  private record ScriptedWork(Scripted script, Path directory) implements StartupCaches.Work {

    @Override
    public String program() {
      return "/opt/start";
    }

    @Override
    public FunctionLayer layer(FunctionImage image) throws LambdaImageException {
      return new FunctionLayer("startup program", List.of(file("program", "start", "/opt/start")));
    }

    private FunctionFile file(String name, String text, String target) throws LambdaImageException {
      try {
        Files.createDirectories(directory);
        return FunctionFile.readable(Files.writeString(directory.resolve(name), text), target);
      } catch (IOException e) {
        throw new LambdaImageException("not written", e);
      }
    }

    @Override
    public SortedMap<String, String> environment(SortedMap<String, String> variables) {
      SortedMap<String, String> with = new TreeMap<>(variables);
      with.put("AWS_LAMBDA_EXEC_WRAPPER", "/opt/start");
      return with;
    }

    @Override
    public StartupCaches.Made make(ImageLayout image) throws LambdaImageException {
      assertThat(names(image)).endsWith("startup program");
      assertThat(image.directory()).startsWith(directory);
      script.done.add("made");
      script.made++;
      FunctionFile cache = file("cache", "cache " + script.made, "/opt/cache");
      return new StartupCaches.Made(
          new FunctionLayer(StartupCaches.CACHE_LAYER, List.of(cache)), Duration.ofMillis(1200));
    }

    @Override
    public Duration start(ImageLayout image) throws LambdaImageException {
      assertThat(names(image)).endsWith("startup program", "startup cache");
      script.done.add("started");
      if (script.refuses) {
        throw new LambdaImageException("the cache is refused");
      }
      return Duration.ofMillis(560);
    }

    @Override
    public void close() {
      script.done.add("closed");
    }
  }

  @BeforeEach
  void begin() throws Exception {
    layout = temporary.resolve("target/lambda-image");
    function = TestFunction.in(temporary);
    function.makeOld();
    assembler =
        new ImageAssembler(
            new OneBase(),
            TestFunction.NO_CONTENTS,
            CacheDirectory.in(temporary.resolve("local")),
            LATER);
  }

  private static List<String> names(ImageLayout image) {
    return image.summary().layers().stream().map(BuiltLayer::name).toList();
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

  @Test
  void theClientThatTheImageStartsItselfIsStartedByTheProgram() throws Exception {
    FunctionImage own = startingTheClient(function.image(), function.image().environment());

    assertThat(
            JsonObject.parse(build(own.with(caches)).layout().config(), "The config")
                .object("config")
                .texts("Entrypoint"))
        .containsExactly("/opt/start", "/bin/java", LambdaJava.RUNTIME_CLIENT);
  }

  /** The base's shell is between the runtime and the JVM then; here it is not Bash. */
  @Test
  void variablesThatAShellDropsAreNotLostInSilence() throws Exception {
    SortedMap<String, String> variables = new TreeMap<>(function.image().environment());
    variables.put("spring.profiles.active", "prod");
    FunctionImage own = startingTheClient(function.image(), variables);

    assertThatThrownBy(() -> build(own.with(caches)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<startupCache>: the variables 'spring.profiles.active' would be lost");
    caches.mayLack = true;
    assertThat(build(own.with(caches)).layout().summary().startup()).isNull();
  }

  private static FunctionImage startingTheClient(
      FunctionImage image, SortedMap<String, String> environment) throws LambdaImageException {
    return new FunctionImage(
        image.handler(),
        image.architecture(),
        image.from(),
        image.layers(),
        environment,
        image.labels(),
        false,
        image.created(),
        image.format(),
        "",
        Entrypoint.of(List.of("/bin/java", LambdaJava.RUNTIME_CLIENT)),
        List.of());
  }

  private void deleteLayout() throws Exception {
    try (var files = Files.walk(layout)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
