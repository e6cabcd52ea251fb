package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.BaseLayer;
import io.github.lambdaimage.base.PendingBase;
import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageAssemblerTest {

  /** So much later that the test's files count as settled. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  private static final Inspection NO_CHECKS = (image, base) -> List.of();

  private static final Inspection REFUSES =
      (image, base) -> {
        throw new LambdaImageException("Not this one.");
      };

  private static final CheckResult RESULT =
      new CheckResult("size", "warn", List.of("Too large."), List.of(), List.of("Rather new."));

  @TempDir Path directory;
  private final CountingBases bases = new CountingBases();
  private BaseFiles baseFiles = BaseFiles.of(List.of());
  private int filesAsked;
  private TestFunction function;
  private ImageAssembler assembler;
  private Path layout;

  @BeforeEach
  void writeFunction() throws IOException {
    function = TestFunction.in(directory.resolve("function"));
    layout = directory.resolve("target/lambda-image");
    assembler = assembler("repository");
  }

  @Test
  void keepsTheBaseAsItIsAndAddsTheFunction() throws Exception {
    ImageLayout image = build().layout();

    JsonObject config = JsonObject.parse(image.config(), "config");
    JsonObject container = config.object("config");
    assertThat(container.texts("Entrypoint")).containsExactly("/lambda-entrypoint.sh");
    assertThat(container.text("WorkingDir")).isEqualTo("/var/task");
    assertThat(container.texts("Cmd")).containsExactly("com.example.Handler");
    assertThat(container.texts("Env")).containsExactly("PATH=/var/lang/bin", "STAGE=test");
    assertThat(container.text("StopSignal")).isEqualTo("SIGTERM");
    assertThat(container.object("Labels").textMap())
        .containsEntry("from", "base")
        .containsEntry("org.opencontainers.image.title", "test");
    assertThat(config.text("variant")).isEqualTo("v8");
    assertThat(config.text("created")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(config.objects("history"))
        .extracting(entry -> entry.text("comment"))
        .containsExactly(null, null, "dependencies", "resources", "classes");
    assertThat(config.object("rootfs").texts("diff_ids")).hasSize(4);
  }

  @Test
  void writesALayoutWhoseNamesAreDigests() throws Exception {
    ImageLayout image = build().layout();

    ImageManifest manifest = ImageManifest.parse(image.manifest());
    assertThat(manifest.layers()).hasSize(4);
    assertThat(blobs()).hasSize(5).doesNotContain(manifest.layers().get(0).digest().hex());
    for (String blob : blobs()) {
      assertThat(Digest.of(Files.readAllBytes(image.blob(new Digest(blob)))).hex()).isEqualTo(blob);
    }
    assertThat(Files.readString(layout.resolve("index.json")))
        .contains(image.summary().digest().toString());
    assertThat(Files.readString(layout.resolve("image.json")))
        .contains("\"imageId\": \"" + manifest.config().digest() + "\"");
  }

  @Test
  void recognisesAnUnchangedProjectWithoutReadingAnything() throws Exception {
    assembler = assembler("repository", LATER);
    build();
    bases.loads = 0;
    String before = Files.readString(layout.resolve(".build-record"));

    Assembly again = build();

    assertThat(again.upToDate()).isTrue();
    assertThat(bases.loads).isZero();
    assertThat(layout.resolve(".build-record")).hasContent(before);
  }

  @Test
  void buildsAnewWhatAnotherVersionOfThePluginBuilt() throws Exception {
    assembler = assembler("repository", LATER, new PluginVersion("1.0"));
    Digest digest = build().layout().summary().digest();
    bases.loads = 0;

    assembler = assembler("repository", LATER, new PluginVersion("1.1"));
    AtomicInteger checked = new AtomicInteger();
    ImageLayout again =
        build(
                (image, base) -> {
                  checked.incrementAndGet();
                  return List.of();
                })
            .layout();

    assertThat(again.summary().digest()).isEqualTo(digest);
    assertThat(again.summary().layers()).extracting(BuiltLayer::cached).containsOnly(false);
    assertThat(bases.loads).isEqualTo(1);
    assertThat(checked).hasValue(1);
    assertThat(build().upToDate()).isTrue();
    assertThat(bases.loads).isEqualTo(1);
  }

  @Test
  void buildsAnewWhereTheRecordIsDamaged() throws Exception {
    assembler = assembler("repository", LATER);
    Digest digest = build().layout().summary().digest();
    Path record = layout.resolve(".build-record");
    for (int bytes : new int[] {0, 1, 100, (int) Files.size(record) - 1}) {
      Files.write(record, Arrays.copyOf(Files.readAllBytes(record), bytes));
      bases.loads = 0;

      assertThat(build().layout().summary().digest()).isEqualTo(digest);
      assertThat(bases.loads).isEqualTo(1);
    }
  }

  @Test
  void readsAgainWhatIsAsNewAsTheRecord() throws Exception {
    build();
    function.write("classes/com/example/Handler.class", "CLASS");

    Assembly again = build();

    assertThat(again.upToDate()).isFalse();
    assertThat(again.changes()).containsExactly("classes");
  }

  @Test
  void packsOnlyTheLayerThatChanged() throws Exception {
    build();
    function.write("classes/com/example/Handler.class", "another class");

    assertThat(build().layout().summary().layers())
        .extracting(BuiltLayer::name, BuiltLayer::cached)
        .containsExactly(
            tuple("dependencies", true), tuple("resources", true), tuple("classes", false));
  }

  @Test
  void noticesNewFilesRemovedFilesAndParameters() throws Exception {
    Digest first = build().layout().summary().digest();
    Path added = function.write("classes/com/example/Other.class", "other");
    Digest second = build().layout().summary().digest();
    Files.delete(added);

    assertThat(second).isNotEqualTo(first);
    assertThat(build().layout().summary().digest()).isEqualTo(first);
    assertThat(blobs()).hasSize(5);
  }

  @Test
  void givesOneDigestInTwoFoldersWithTwoCaches() throws Exception {
    Digest first = build().layout().summary().digest();
    TestFunction copy = TestFunction.in(directory.resolve("copy"));
    copy.makeOld();

    Digest second =
        TestAssembly.assemble(
                assembler("another repository"),
                copy.image(),
                directory.resolve("elsewhere"),
                BasePolicy.CURRENT,
                NO_CHECKS)
            .layout()
            .summary()
            .digest();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void usesTheRecordedBaseForAPushAndTheCurrentOneForABuild() throws Exception {
    ImageName recorded = build().layout().summary().base();
    bases.current = Digest.of("moved".getBytes(UTF_8));

    Assembly push =
        TestAssembly.assemble(assembler, function.image(), layout, BasePolicy.RECORDED, NO_CHECKS);
    Assembly build = build();

    assertThat(push.layout().summary().base()).isEqualTo(recorded);
    assertThat(build.layout().summary().base().digest()).isEqualTo(bases.current);
  }

  @Test
  void followsTheTagFromPushToPushAsLongAsNobodyBuilds() throws Exception {
    TestAssembly.assemble(assembler, function.image(), layout, BasePolicy.RECORDED, NO_CHECKS);
    bases.current = Digest.of("moved".getBytes(UTF_8));

    Assembly push =
        TestAssembly.assemble(assembler, function.image(), layout, BasePolicy.RECORDED, NO_CHECKS);

    assertThat(push.layout().summary().base().digest()).isEqualTo(bases.current);
  }

  @Test
  void keepsTheBaseOfABuildThatFoundEverythingThere() throws Exception {
    assembler = assembler("repository", LATER);
    TestAssembly.assemble(assembler, function.image(), layout, BasePolicy.RECORDED, NO_CHECKS);
    ImageName tested = build().layout().summary().base();
    bases.current = Digest.of("moved".getBytes(UTF_8));

    Assembly push =
        TestAssembly.assemble(assembler, function.image(), layout, BasePolicy.RECORDED, NO_CHECKS);

    assertThat(push.layout().summary().base()).isEqualTo(tested);
  }

  @Test
  void keepsTheBaseOfABuildThroughPushesThatBuildAgain() throws Exception {
    ImageName recorded = build().layout().summary().base();
    bases.current = Digest.of("moved".getBytes(UTF_8));
    for (String content : List.of("first change", "second change")) {
      function.write("classes/com/example/Handler.class", content);

      Assembly push =
          TestAssembly.assemble(
              assembler, function.image(), layout, BasePolicy.RECORDED, NO_CHECKS);

      assertThat(push.layout().summary().base()).isEqualTo(recorded);
    }
  }

  @Test
  void tellsParametersApartThatLookAlike() throws Exception {
    FunctionImage one = withEnvironment(Map.of("A", "1, B=2"));
    FunctionImage two = withEnvironment(Map.of("A", "1", "B", "2"));

    assertThat(one.parameters()).isNotEqualTo(two.parameters());
  }

  private FunctionImage withEnvironment(Map<String, String> environment)
      throws LambdaImageException {
    FunctionImage image = function.image();
    return new FunctionImage(
        image.handler(),
        image.architecture(),
        image.from(),
        image.layers(),
        new TreeMap<>(environment),
        image.labels(),
        false,
        image.created(),
        image.format(),
        "",
        Entrypoint.OF_BASE,
        List.of());
  }

  @Test
  void takesNoPartOfAnInterruptedBuildForAWholeImage() throws Exception {
    Digest digest = build().layout().summary().digest();
    for (Path file : layoutFiles()) {
      boolean optional =
          file.endsWith(".build-record")
              || file.endsWith("image.json")
              || file.endsWith("oci-layout");
      Files.delete(file);
      if (!optional) {
        assertThatThrownBy(() -> ImageLayout.open(layout))
            .as("without %s", file)
            .isInstanceOf(LambdaImageException.class)
            .hasMessageContaining("lambda-image:build");
      }

      assertThat(build().layout().summary().digest()).isEqualTo(digest);
    }
  }

  @Test
  void tellsOfLayersOnlyWhenTheChecksHavePassed() throws Exception {
    List<String> told = new ArrayList<>();
    Inspection slow =
        (image, base) -> {
          // Three small layers are packed meanwhile.
          LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
          assertThat(told).isEmpty();
          return List.of();
        };

    build(slow, told);

    assertThat(told).containsExactly("dependencies", "resources", "classes");
  }

  @Test
  @Tag("slow")
  void tellsOfLayersWhileOthersArePacked() throws Exception {
    List<String> told = new ArrayList<>();
    Path model = function.write("classes/model.bin", "");
    try (RandomAccessFile sparse = new RandomAccessFile(model.toFile(), "rw")) {
      sparse.setLength(300_000_000);
    }
    Path blobs = directory.resolve("repository/.cache/lambda-image/v5/blobs");

    assembler.assemble(
        function.image(),
        layout,
        BasePolicy.CURRENT,
        NO_CHECKS,
        begin(),
        (layer, blob) -> {
          told.add(layer.name());
          assertThat(blob).hasSize(layer.blob().size()).startsWith(blobs);
          if (layer.name().equals("resources")) {
            assertThat(blobs.toFile().list()).as("the classes are not packed").hasSize(2);
          }
        });

    assertThat(told).containsExactly("dependencies", "resources", "classes");
  }

  @Test
  void tellsOfNoLayerOfAnImageThatIsRefusedOrThere() throws Exception {
    List<String> told = new ArrayList<>();
    assembler = assembler("repository", LATER);
    assertThatThrownBy(() -> build(REFUSES, told)).hasMessage("Not this one.");
    assertThat(told).isEmpty();

    build(NO_CHECKS, told);
    assertThat(told).hasSize(3);
    told.clear();
    assertThat(build(NO_CHECKS, told).upToDate()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void tellsOfUnchangedLayersToo() throws Exception {
    assembler = assembler("repository", LATER);
    build();
    function.write("classes/com/example/Handler.class", "another class");
    List<Path> blobs = new ArrayList<>();

    assembler.assemble(
        function.image(),
        layout,
        BasePolicy.CURRENT,
        NO_CHECKS,
        begin(),
        (layer, blob) -> blobs.add(blob));

    assertThat(blobs).hasSize(3).allMatch(Files::isRegularFile);
    assertThat(blobs.get(0)).startsWith(layout);
  }

  @Test
  void loadsTheBaseBeforeThereAreAnyClassesUnlessItIsTheRecordedOne() throws Exception {
    assembler = assembler("repository", LATER);
    PendingBase first = begin();
    assertThat(first.image().get().name().digest()).isEqualTo(bases.current);
    build();
    bases.loads = 0;

    assertThat(begin().name().digest()).isEqualTo(bases.current);
    assertThat(bases.loads).isZero();

    bases.current = Digest.of("moved".getBytes(UTF_8));
    assertThat(begin().image().get().name().digest()).isEqualTo(bases.current);
    assertThat(bases.loads).isEqualTo(1);
    assertThat(
            assembler
                .begin(function.image().from(), Architecture.ARM64, layout, BasePolicy.RECORDED)
                .name()
                .digest())
        .isNotEqualTo(bases.current);
  }

  private PendingBase begin() throws LambdaImageException {
    return assembler.begin(function.image().from(), Architecture.ARM64, layout, BasePolicy.CURRENT);
  }

  private Assembly build(Inspection inspection, List<String> told) throws LambdaImageException {
    return assembler.assemble(
        function.image(),
        layout,
        BasePolicy.CURRENT,
        inspection,
        begin(),
        (layer, blob) -> told.add(layer.name()));
  }

  @Test
  void writesNothingWhenTheFunctionIsRefused() throws Exception {
    assertThatThrownBy(() -> build(REFUSES)).hasMessage("Not this one.");
    assertThat(layout).doesNotExist();

    Digest digest = build().layout().summary().digest();
    Map<Path, String> before = contents();
    function.write("classes/com/example/Handler.class", "another class");

    assertThatThrownBy(() -> build(REFUSES)).hasMessage("Not this one.");
    assertThat(contents()).isEqualTo(before);
    assertThat(ImageLayout.open(layout).summary().digest()).isEqualTo(digest);
  }

  @Test
  void asksOnceForEachImageAndNotForOneThatIsThere() throws Exception {
    assembler = assembler("repository", LATER);
    AtomicInteger asked = new AtomicInteger();
    Inspection inspection =
        (image, base) -> {
          asked.incrementAndGet();
          assertThat(base.get().name().digest()).isEqualTo(bases.current);
          return List.of(RESULT);
        };

    build(inspection);
    assertThat(asked).hasValue(1);
    assertThat(build(inspection).upToDate()).isTrue();
    assertThat(asked).hasValue(1);

    function.write("classes/com/example/Handler.class", "another class");
    build(inspection);
    assertThat(asked).hasValue(2);
    assertThat(bases.loads).isEqualTo(2);
  }

  @Test
  void doesNotAskForFilesThatWereWrittenAgainAsTheyWere() throws Exception {
    build((image, base) -> List.of(RESULT));
    bases.loads = 0;
    function.write("classes/prices.json", "{}");
    function.write("classes/com/example/Handler.class", "class");

    Assembly again = build(REFUSES);

    assertThat(again.upToDate()).isTrue();
    assertThat(bases.loads).as("no document is made, so none is read").isZero();
    assertThat(again.layout().summary().checks()).containsExactly(RESULT);
    function.write("classes/prices.json", "{ }");
    assertThatThrownBy(() -> build(REFUSES)).hasMessage("Not this one.");
  }

  @Test
  void asksAgainAfterARefusal() throws Exception {
    assembler = assembler("repository", LATER);
    build();
    function.write("classes/com/example/Handler.class", "another class");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> build(REFUSES)).hasMessage("Not this one.");
    }
  }

  @Test
  void keepsWhatTheChecksFound() throws Exception {
    assembler = assembler("repository", LATER);
    Assembly first = build((image, base) -> List.of(RESULT));

    assertThat(first.layout().summary().checks()).containsExactly(RESULT);
    assertThat(ImageLayout.open(layout).summary().checks()).containsExactly(RESULT);
    assertThat(JsonObject.parse(Files.readAllBytes(layout.resolve("image.json")), "image.json"))
        .extracting(json -> json.objects("checks").get(0))
        .satisfies(
            json -> {
              assertThat(json.text("name")).isEqualTo("size");
              assertThat(json.text("level")).isEqualTo("warn");
              assertThat(json.texts("problems")).containsExactly("Too large.");
              assertThat(json.texts("notes")).containsExactly("Rather new.");
            });

    // Other findings of the same image, at other levels: the digest stays, image.json does not.
    Assembly second =
        TestAssembly.assemble(
            assembler, checkedOtherwise(function.image()), layout, BasePolicy.CURRENT, NO_CHECKS);
    assertThat(second.layout().summary().digest()).isEqualTo(first.layout().summary().digest());
    assertThat(ImageLayout.open(layout).summary().checks()).isEmpty();
  }

  @Test
  void inspectsWithoutWriting() throws Exception {
    assertThat(assembler.inspect(function.image(), (image, base) -> List.of(RESULT), begin()))
        .containsExactly(RESULT);
    assertThat(layout).doesNotExist();
    assertThatThrownBy(() -> assembler.inspect(function.image(), REFUSES, begin()))
        .hasMessage("Not this one.");
  }

  @Test
  void tellsTheJavaOfABaseByItsFiles() throws Exception {
    PendingBase base =
        assembler.begin(
            ImageName.parse("registry.test/jre:1"), Architecture.ARM64, layout, BasePolicy.CURRENT);
    assertThat(assembler.javaRelease(base)).isEmpty();

    baseFiles =
        BaseFiles.of(
            List.of(
                new BaseLayer()
                    .file("var/lang/bin/java")
                    .file("var/lang/release", "JAVA_VERSION=\"21.0.5\"")
                    .listing()));
    assertThat(assembler.javaRelease(base)).contains(21);
  }

  /** Their runtime starts that, whatever a company says of what it has added. */
  @Test
  void tellsTheJavaOfWhatIsMadeOfABaseOfAwsByItsRuntimes() throws Exception {
    bases.config =
        """
        {"config":{"Entrypoint":["/lambda-entrypoint.sh"],
                   "Env":["LAMBDA_RUNTIME_DIR=/var/runtime","JAVA_VERSION=8","PATH=/opt/jdk/bin"]}}""";
    baseFiles =
        BaseFiles.of(
            List.of(
                new BaseLayer()
                    .file("var/lang/bin/java")
                    .file("var/lang/release", "JAVA_VERSION=\"21.0.5\"")
                    .file("opt/jdk/bin/java")
                    .file("opt/jdk/release", "JAVA_VERSION=\"8\"")
                    .listing()));

    assertThat(
            assembler.javaRelease(
                assembler.begin(
                    ImageName.parse("registry.test/platform:1"),
                    Architecture.ARM64,
                    layout,
                    BasePolicy.CURRENT)))
        .contains(21);
  }

  @Test
  void startsTheRuntimeClientWithTheBasesJava() throws Exception {
    baseFiles =
        BaseFiles.of(
            List.of(
                new BaseLayer()
                    .link("var/lang/bin/java", "/usr/lib/jvm/java-21/bin/java")
                    .file("usr/lib/jvm/java-21/bin/java")
                    .listing()));

    ImageLayout image =
        TestAssembly.assemble(
                assembler, startingRuntimeClient(), layout, BasePolicy.CURRENT, NO_CHECKS)
            .layout();

    JsonObject container = JsonObject.parse(image.config(), "config").object("config");
    assertThat(container.texts("Entrypoint"))
        .containsExactly(
            "/usr/lib/jvm/java-21/bin/java",
            "-cp",
            "/var/task/lib/*:/var/task",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    assertThat(container.texts("Cmd")).containsExactly("com.example.Handler");
    assertThat(container.text("WorkingDir")).isEqualTo("/var/task");
    assertThat(container.texts("Env")).containsExactly("PATH=/var/lang/bin", "STAGE=test");
    assertThat(container.text("StopSignal")).isEqualTo("SIGTERM");
    assertThat(startingRuntimeClient().parameters()).isNotEqualTo(function.image().parameters());
  }

  @Test
  void saysThatThereIsNoJavaToStartTheRuntimeClient() throws Exception {
    FunctionImage image = startingRuntimeClient();

    assertThatThrownBy(
            () -> TestAssembly.assemble(assembler, image, layout, BasePolicy.CURRENT, NO_CHECKS))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<runtimeInterfaceClient> needs a Java in the base image, and there is none in 'registry.test/lambda/java:21'");
    assertThat(layout).doesNotExist();
  }

  @Test
  void startsWhatTheUserNames() throws Exception {
    FunctionImage image =
        with(Handler.NONE, Entrypoint.of(List.of("/bin/java", "-cp", "/var/task", "App")), "1");

    ImageLayout built =
        TestAssembly.assemble(assembler, image, layout, BasePolicy.CURRENT, NO_CHECKS).layout();

    JsonObject container = JsonObject.parse(built.config(), "config").object("config");
    assertThat(container.texts("Entrypoint"))
        .containsExactly("/bin/java", "-cp", "/var/task", "App");
    assertThat(container.has("Cmd")).isTrue();
    assertThat(container.texts("Cmd")).isEmpty();
    assertThat(image.parameters())
        .isNotEqualTo(with(Handler.NONE, Entrypoint.of(List.of("/bin/java")), "1").parameters());
  }

  @Test
  void recordsTheImagesThatFilesAreCopiedFrom() throws Exception {
    ImageName tools = ImageName.parse("r.test/tools:1");
    assertThat(assembler.recorded(tools, layout, BasePolicy.RECORDED)).isNull();

    assembleCopying(BasePolicy.RECORDED, "1");
    assertThat(assembler.recorded(tools, layout, BasePolicy.RECORDED))
        .as("nobody ever ran build")
        .isNull();
    assembleCopying(BasePolicy.CURRENT, "1");
    assertThat(assembler.recorded(tools, layout, BasePolicy.CURRENT)).isNull();
    assertThat(assembler.recorded(tools, layout, BasePolicy.RECORDED))
        .isEqualTo(tools.at(Digest.of("1".getBytes(UTF_8))));
    assertThat(assembler.recorded(ImageName.parse("r.test/b:1"), layout, BasePolicy.RECORDED))
        .isNull();
    Digest before = ImageLayout.open(layout).summary().digest();

    Assembly moved = assembleCopying(BasePolicy.CURRENT, "2");

    assertThat(moved.layout().summary().digest()).isEqualTo(before);
    assertThat(ImageLayout.open(layout).summary().copied())
        .containsExactly(tools.at(Digest.of("2".getBytes(UTF_8))));
  }

  private Assembly assembleCopying(BasePolicy policy, String version) throws LambdaImageException {
    return TestAssembly.assemble(
        assembler,
        with(Handler.parse("a.B"), Entrypoint.OF_BASE, version),
        layout,
        policy,
        NO_CHECKS);
  }

  private FunctionImage with(Handler handler, Entrypoint entrypoint, String version)
      throws LambdaImageException {
    FunctionImage image = function.image();
    return new FunctionImage(
        handler,
        image.architecture(),
        image.from(),
        image.layers(),
        image.environment(),
        image.labels(),
        false,
        image.created(),
        image.format(),
        image.checks(),
        entrypoint,
        List.of(ImageName.parse("r.test/tools:1").at(Digest.of(version.getBytes(UTF_8)))));
  }

  private FunctionImage startingRuntimeClient() throws LambdaImageException {
    FunctionImage image = function.image();
    return new FunctionImage(
        image.handler(),
        image.architecture(),
        image.from(),
        image.layers(),
        image.environment(),
        image.labels(),
        true,
        image.created(),
        image.format(),
        image.checks(),
        Entrypoint.OF_BASE,
        List.of());
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : layoutFiles()) {
      contents.put(file, Files.readString(file, ISO_8859_1));
    }
    return contents;
  }

  @Test
  void removesWhatInterruptedBuildsLeftButNotWhatOthersAreWriting() throws Exception {
    build();
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    Path left = Files.createFile(layout.resolve("image.json.1.part"));
    Path leftBlob = Files.createFile(layout.resolve("blobs/sha256/a.1.part"));
    Files.setLastModifiedTime(left, old);
    Files.setLastModifiedTime(leftBlob, old);
    Path written = Files.createFile(layout.resolve("image.json.2.part"));
    Path writtenBlob = Files.createFile(layout.resolve("blobs/sha256/a.2.part"));
    Path foreign = Files.createFile(layout.resolve("report.html"));
    Files.setLastModifiedTime(foreign, old);
    function.write("classes/com/example/Handler.class", "another class");

    build();

    assertThat(left).doesNotExist();
    assertThat(leftBlob).doesNotExist();
    assertThat(written).exists();
    assertThat(writtenBlob).exists();
    assertThat(foreign).exists();
  }

  @Test
  void buildsWhereTheCacheCannotBeWritten() throws Exception {
    Digest digest = build().layout().summary().digest();
    Path cache = Files.createDirectories(directory.resolve("another/.cache"));
    Files.createFile(cache.resolve("lambda-image"));
    List<String> log = new ArrayList<>();
    assembler =
        new ImageAssembler(
            bases,
            contents,
            CacheDirectory.in(directory.resolve("another"))
                .orElse(directory.resolve("target/lambda-image-cache"), log::add),
            Clock.systemUTC());
    layout = directory.resolve("target/another");

    Assembly first = build();
    Assembly again = build();

    assertThat(first.layout().summary().digest()).isEqualTo(digest);
    assertThat(first.layout().summary().layers())
        .extracting(BuiltLayer::cached)
        .containsOnly(false);
    assertThat(again.layout().summary().digest()).isEqualTo(digest);
    assertThat(log).hasSize(1);
  }

  @Test
  void saysThatTheDiskDoesNotTakeTheImage() throws Exception {
    Files.createDirectories(layout.getParent());
    Files.writeString(layout, "a file in the way");

    assertThatThrownBy(this::build)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The image could not be written to '" + layout + "': ");
  }

  @Test
  void packsNothingLargeBeforeTheChecksAgree() throws Exception {
    Path model = function.write("classes/model.bin", "");
    try (RandomAccessFile sparse = new RandomAccessFile(model.toFile(), "rw")) {
      sparse.setLength(300_000_000);
    }
    Inspection slowRefusal =
        (image, base) -> {
          LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
          throw new LambdaImageException("refused");
        };

    assertThatThrownBy(
            () ->
                TestAssembly.assemble(
                    assembler, function.image(), layout, BasePolicy.CURRENT, slowRefusal))
        .hasMessage("refused");

    CacheDirectory cache = CacheDirectory.in(directory.resolve("repository"));
    // There is no such folder if not even the library was packed in that time.
    String[] packed = cache.file("shapes", "").toFile().list();
    assertThat(packed == null ? new String[0] : packed)
        .as("only the library is small enough to be packed meanwhile")
        .hasSizeLessThanOrEqualTo(1);
    assertThat(layout).doesNotExist();
  }

  @Test
  void expandsWhatTheBaseSets() throws Exception {
    List<String> seen = new ArrayList<>();
    FunctionImage image =
        function
            .image()
            .with(function.layers(), new TreeMap<>(Map.of("STAGE", "${STAGE}-x", "P", "a:$PATH")));
    Inspection inspection =
        (checked, base) -> {
          seen.addAll(checked.environment().values());
          return List.of();
        };

    ImageLayout built =
        TestAssembly.assemble(assembler, image, layout, BasePolicy.CURRENT, inspection).layout();

    assertThat(JsonObject.parse(built.config(), "config").object("config").texts("Env"))
        .containsExactly("PATH=/var/lang/bin", "STAGE=base-x", "P=a:/var/lang/bin");
    assertThat(seen).containsExactly("a:/var/lang/bin", "base-x");
  }

  @Test
  void putsFilesBehindTheLinksOfTheBaseAndKeepsItsModes() throws Exception {
    assembler = assembler("repository", LATER);
    baseFiles = lang("/opt/jdk");
    FunctionImage image = imageWithFileIn("/var/lang/lib");

    assertThat(assembled(image))
        .containsExactly("1777 opt/", "755 opt/jdk/", "755 opt/jdk/lib/", "644 opt/jdk/lib/x");
    int asked = filesAsked;

    assertThat(assemble(image).upToDate()).isTrue();
    assertThat(filesAsked).as("an unchanged project needs no look into the base").isEqualTo(asked);

    // The file is the same, but not its place.
    bases.current = Digest.of("moved".getBytes(UTF_8));
    baseFiles = lang("/usr/jdk");
    assertThat(assembled(image))
        .containsExactly("755 usr/", "755 usr/jdk/", "755 usr/jdk/lib/", "644 usr/jdk/lib/x");
  }

  @Test
  void asksForNoFilesOfTheBaseWhereItIsPlain() throws Exception {
    assertThat(assembled(imageWithFileIn("/opt/models")))
        .containsExactly("755 opt/", "755 opt/models/", "644 opt/models/x");
    assertThat(filesAsked).isZero();
  }

  private FunctionImage imageWithFileIn(String folder) throws Exception {
    Path file = function.write("x", "x");
    function.makeOld();
    List<FunctionLayer> layers = new ArrayList<>(function.layers());
    layers.add(
        0, FunctionLayer.of("extra files", List.of(FunctionFile.readable(file, folder + "/x"))));
    return function.image().with(layers, new TreeMap<>());
  }

  private static BaseFiles lang(String target) throws IOException {
    BaseLayer layer = new BaseLayer().directory("opt", 01777).link("var/lang", target);
    return BaseFiles.of(List.of(layer.listing()));
  }

  private Assembly assemble(FunctionImage image) throws LambdaImageException {
    return TestAssembly.assemble(assembler, image, layout, BasePolicy.CURRENT, NO_CHECKS);
  }

  /** Modes and names of what is in the lowest layer. */
  private List<String> assembled(FunctionImage image) throws Exception {
    Assembly assembly = assemble(image);
    assertThat(assembly.upToDate()).isFalse();
    Path blob = assembly.layout().blob(assembly.layout().summary().layers().get(0).blob().digest());
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(blob)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(Integer.toOctalString(entry.getMode()) + " " + entry.getName());
      }
    }
    return entries;
  }

  private static FunctionImage checkedOtherwise(FunctionImage image) {
    return new FunctionImage(
        image.handler(),
        image.architecture(),
        image.from(),
        image.layers(),
        image.environment(),
        image.labels(),
        image.startsRuntimeClient(),
        image.created(),
        image.format(),
        "size=off",
        Entrypoint.OF_BASE,
        List.of());
  }

  private Assembly build() throws LambdaImageException {
    return build(NO_CHECKS);
  }

  private Assembly build(Inspection inspection) throws LambdaImageException {
    return TestAssembly.assemble(
        assembler, function.image(), layout, BasePolicy.CURRENT, inspection);
  }

  private ImageAssembler assembler(String repository) {
    return assembler(repository, Clock.systemUTC());
  }

  private ImageAssembler assembler(String repository, Clock clock) {
    return assembler(repository, clock, PluginVersion.current());
  }

  private ImageAssembler assembler(String repository, Clock clock, PluginVersion version) {
    return new ImageAssembler(
        bases, contents, CacheDirectory.in(directory.resolve(repository), version), clock);
  }

  private List<String> blobs() throws IOException {
    try (Stream<Path> files = Files.list(layout.resolve("blobs/sha256"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private List<Path> layoutFiles() throws IOException {
    try (Stream<Path> files = Files.walk(layout)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private final BaseContents contents =
      new BaseContents() {
        @Override
        public UnpackedSize unpackedSize(BaseImage base) {
          return UnpackedSize.NONE;
        }

        @Override
        public BaseFiles files(BaseImage base) {
          filesAsked++;
          return baseFiles;
        }
      };

  private static final class CountingBases implements BaseImages {

    private Digest current = Digest.of("base".getBytes(UTF_8));
    private int loads;
    private String config = "";

    @Override
    public ImageName pin(ImageName name) {
      return name.at(current);
    }

    @Override
    public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
      loads++;
      BaseImage base = TestFunction.base(pinned);
      return config.isEmpty()
          ? base
          : new BaseImage(
              base.name(), base.layers(), JsonObject.parse(config.getBytes(UTF_8), "config"));
    }
  }
}
