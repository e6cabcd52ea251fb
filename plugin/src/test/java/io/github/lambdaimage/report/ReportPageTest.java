package io.github.lambdaimage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.image.OneBase;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

  private static final List<CheckResult> CHECKS =
      List.of(
          new CheckResult("handler", "fail", List.of(), List.of(), List.of()),
          new CheckResult(
              "layout",
              "warn",
              List.of("'a' & 'b'"),
              List.of("the base ends"),
              List.of("<from>base@sha256:1</from>")));

  @TempDir Path directory;
  private TestFunction function;
  private ImageAssembler assembler;

  @BeforeEach
  void prepare() throws Exception {
    function = TestFunction.in(directory.resolve("function"));
    assembler =
        new ImageAssembler(
            new OneBase(),
            TestFunction.NO_CONTENTS,
            CacheDirectory.in(directory.resolve("repository")),
            Clock.systemUTC());
  }

  @Test
  void loadsNothingFromOutside() throws Exception {
    assertThat(page(build()))
        .contains("default-src 'none'")
        .doesNotContainPattern(
            Pattern.compile("src=|href=|url\\(|@import|<script|<link|<img|<iframe"));
  }

  @Test
  void leavesWhatComesFromOutsideText() throws Exception {
    assertThat(page(build()))
        .contains("&lt;from&gt;base@sha256:1&lt;/from&gt;")
        .contains("<strong>Problem:</strong> 'a' &amp; 'b'")
        .contains("<strong>Warning:</strong> the base ends")
        .contains("2 to look at")
        .doesNotContain("<from>");
  }

  @Test
  void drawsTheLayersToScale() throws Exception {
    function.write("classes/prices.json", "x".repeat(100_000));
    Assembly built = build();
    ImageSummary image = built.layout().summary();
    long resources = image.layers().get(1).blob().size();
    long dependencies = image.layers().get(0).blob().size();

    assertThat(page(built))
        .containsSubsequence(
            "class=\"bar base\" style=\"flex-grow:10\"",
            "class=\"bar dependencies\" style=\"flex-grow:" + dependencies + "\"",
            "class=\"bar resources\" style=\"flex-grow:" + resources + "\"",
            "class=\"bar classes\"");
  }

  @Test
  void countsOneAsOne() throws Exception {
    assertThat(page(build())).contains("1 layer of <code>").contains("<p>1 jar, ");
  }

  @Test
  void saysWhatAPushSends() throws Exception {
    Assembly first = build();
    assertThat(page(first)).contains("there was none.").doesNotContain("has the build before");
    function.write("classes/com/example/Handler.class", "another class");

    Assembly second = build();

    ImageSummary image = second.layout().summary();
    long classes = image.layers().get(2).blob().size();
    long documents = (long) second.layout().manifest().length + second.layout().config().length;
    assertThat(page(second))
        .contains("Since the build before: classes changed.")
        .contains(
            "has the build before sends <strong>%s</strong>"
                .formatted(Size.of(classes + documents)));
  }

  @Test
  void namesTheTwentyHeaviestJarsTheHeaviestFirst() throws Exception {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      Path jar = function.write("repository/jar-%s.jar".formatted(i), "x".repeat(i * 100));
      dependencies.add(new Dependency("org.example", "jar", "" + i, "", jar, Stability.RELEASE));
    }
    List<FunctionLayer> layers =
        FunctionContents.layers(directory.resolve("function/classes"), dependencies, List.of());

    assertThat(JarSection.of(layers))
        .contains("25 jars, 32.5 kB")
        .containsSubsequence("jar-25.jar", "2.5 kB", "width:100.00%", "jar-24.jar", "width:96.00%")
        .contains("jar-6.jar")
        .doesNotContain("jar-5.jar");
  }

  @Test
  void hasTheCommandsThatDeployThePublishedImage() throws Exception {
    Assembly built = build();
    ImageSummary published =
        built
            .layout()
            .summary()
            .published(new ImageSummary.Publication("r.test", "orders", List.of("1.0"), List.of()));

    assertThat(page(built)).contains("mvn lambda-image:push");
    assertThat(ReportPage.of(function.image(), built, published).html())
        .doesNotContain("mvn lambda-image:push")
        .contains("--architectures arm64 --image-uri r.test/orders@" + published.digest());
  }

  @Test
  void isWrittenOnceForAnImage() throws Exception {
    Assembly built = build();
    ReportPage.complete(built);
    assertThat(file()).content().contains("mvn lambda-image:push");
    Files.writeString(file(), "the page");

    ReportPage.complete(built);
    ReportPage.complete(built, built.layout());

    assertThat(file()).hasContent("the page");
  }

  @Test
  void isWrittenAgainWhenItsImageIsPublished() throws Exception {
    Assembly built = build();
    ReportPage.complete(built);

    ReportPage.complete(
        built,
        built
            .layout()
            .published(
                new ImageSummary.Publication("r.test", "orders", List.of("1.0"), List.of())));

    assertThat(file()).content().contains("--image-uri r.test/orders@");
  }

  @Test
  void isDeletedWithItsImage() throws Exception {
    Assembly built = build();
    ReportPage.complete(built);

    ReportPage.delete(built.layout().directory());
    assertThat(file()).doesNotExist();
    ReportPage.delete(built.layout().directory());
    ReportPage.complete(built, built.layout());

    assertThat(file()).exists();
  }

  @Test
  void aPageThatCannotBeDeletedIsNamed() throws Exception {
    Files.createDirectories(file().resolve("a folder of that name"));

    assertThatThrownBy(() -> ReportPage.delete(directory.resolve("layout")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The page '" + file() + "' could not be written: ")
        .hasMessageEndingWith(" The image is there nevertheless.");
  }

  private Path file() {
    return directory.resolve("layout/report.html");
  }

  private String page(Assembly built) throws LambdaImageException {
    return ReportPage.of(function.image(), built, built.layout().summary()).html();
  }

  private Assembly build() throws LambdaImageException {
    return TestAssembly.assemble(
        assembler,
        function.image(),
        directory.resolve("layout"),
        BasePolicy.CURRENT,
        (image, base) -> CHECKS);
  }
}
