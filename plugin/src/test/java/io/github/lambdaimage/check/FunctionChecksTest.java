package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.image.CheckResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionChecksTest {

  private static final String HANDLE = "public String handle(String event) { return event; }";
  private static final String HELLO = "public class Hello { " + HANDLE + " }";

  @TempDir Path directory;

  @Test
  void areMadeAtTheLevelsThatTheUserSets() throws Exception {
    Compiled function =
        new Compiled(directory).with("--release", "17").classes("public class Hello {}");
    CheckedImage image =
        new CheckedImage(directory, function.layers()).handler("example.Hello::nothing");

    assertThat(image.results(Map.of("handler", "warn", "size", "off", "layout", "fail")))
        .extracting(CheckResult::check, CheckResult::level, it -> it.problems().size())
        .containsExactly(
            tuple("handler", "warn", 1),
            tuple("java-version", "fail", 0),
            tuple("native", "fail", 0),
            tuple("layout", "fail", 0),
            tuple("secrets", "fail", 0),
            tuple("environment", "fail", 0),
            tuple("base", "fail", 0));
  }

  /** Whatever cannot be read: the first check that wants to look into it says so, at its level. */
  @Test
  void tellWhatCannotBeReadAtTheirLevel() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .classes(HELLO)
            .resource("models/x.jar", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n")
            .resource("templates/Template.class", "class {{name}} {}");
    CheckedImage image =
        new CheckedImage(directory, function.layers()).handler("example.Hello::handle");
    String jar =
        "The jar '%s' cannot be read: it is what Git LFS puts in the place of a file. Fetch the file with 'git lfs pull', or leave it out of the image."
            .formatted(directory.resolve("classes/models/x.jar"));
    String template =
        "'%s' cannot be read as a class file: it is damaged, or not one at all. Compile again, or leave it out of the image."
            .formatted(directory.resolve("classes/templates/Template.class"));

    Map<String, @Nullable String> layoutOff = Map.of("layout", "off", "java-version", "warn");
    assertThat(image.results(layoutOff))
        .filteredOn(it -> !it.problems().isEmpty())
        .singleElement()
        .returns("java-version", CheckResult::check)
        .returns("warn", CheckResult::level)
        .returns(List.of(template, jar), it -> it.problems().stream().sorted().toList());
    assertThat(image.problems(Check.NATIVE)).containsExactlyInAnyOrder(jar, template);
    assertThat(image.problems(Check.SIZE)).isEmpty();
    assertThat(image.problems(Check.HANDLER)).as("is looked for elsewhere").isEmpty();
  }

  /** It need not be of Java at all, and reads what it has in ways of its own. */
  @Test
  void letWhatARuntimeOfTheFunctionsOwnHasBe() throws Exception {
    Path bootstrap = Files.writeString(directory.resolve("bootstrap"), "#!/bin/sh\n");
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .classes(HELLO)
            .resource(
                "fixtures/x.jar", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n")
            .resource("templates/Template.class", "class {{name}} {}")
            .extraFile(bootstrap, "/var/runtime");

    assertThat(
            new CheckedImage(directory, function.layers())
                .base("public.ecr.aws/lambda/provided:al2023", CheckedImage.AWS)
                .results(Map.of("base", "off")))
        .allSatisfy(it -> assertThat(it.problems()).isEmpty());
  }

  @Test
  void tellOfAJarThatCannotBeReadWhatMeansMostToThem() throws Exception {
    Path jar = Files.writeString(directory.resolve("a.jar"), "no jar");
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .classes("public class Base {}", "public class Hello extends Base { " + HANDLE + " }")
            .library(new Dependency("g", "a", "1", "", jar, Dependency.Stability.RELEASE))
            .without("Base");
    CheckedImage image =
        new CheckedImage(directory, function.layers()).handler("example.Hello::handle");

    assertThat(image.results(Map.of()))
        .filteredOn(it -> !it.problems().isEmpty())
        .extracting(CheckResult::check, it -> it.problems().size())
        .containsExactly(tuple("handler", 1));
    assertThat(image.results(Map.of("handler", "warn")))
        .filteredOn(it -> !it.problems().isEmpty())
        .extracting(CheckResult::check, it -> it.problems().size())
        .containsExactly(tuple("handler", 1), tuple("java-version", 1));
    assertThat(image.problems(Check.HANDLER))
        .singleElement()
        .asString()
        .matches(
            "The jar '.*a\\.jar' cannot be read: .*\\. Delete it, so that Maven fetches or builds it anew\\.");
  }

  @Test
  void tellOfAClassThatCannotBeRead() throws Exception {
    Compiled function = new Compiled(directory).classes(HELLO);
    Path file = directory.resolve("classes/example/Hello.class");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
    CheckedImage image =
        new CheckedImage(directory, function.layers()).handler("example.Hello::handle");

    assertThat(image.problems(Check.HANDLER))
        .containsExactly(
            "'%s' cannot be read as a class file: it is damaged, or not one at all. Compile again, or leave it out of the image."
                .formatted(file));
  }

  /** What comes before the checks passes over it. */
  @Test
  void comeAfterASearchThatPassesOverWhatCannotBeRead() throws Exception {
    Path jar = Files.writeString(directory.resolve("a.jar"), "no jar");
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Hello implements RequestHandler<String, String> { public String handleRequest(String event, Context context) { return event; } }")
            .resource("example/Broken.class", "no class")
            .library(new Dependency("g", "a", "1", "", jar, Dependency.Stability.RELEASE));

    assertThat(FunctionChecks.handlers(function.layers())).containsExactly("example.Hello");
    assertThat(FrameworkChoice.of(function.layers(), List.of(), false).handlers()).isEmpty();
  }

  @Test
  void haveNoOtherNamesOrLevels() {
    assertThatThrownBy(() -> CheckLevels.of(Map.of("handler", "error")))
        .hasMessage(
            "<checks>: the level 'error' of 'handler' is not valid. Use 'fail', 'warn' or 'off'.");
    assertThatThrownBy(() -> CheckLevels.of(Map.of("handlers", "warn")))
        .hasMessage(
            "<checks>: there is no check 'handlers'. Use 'handler', 'java-version', 'native', 'size', 'layout', 'secrets', 'environment', 'base'.");
  }
}
