package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.lambdaimage.content.RealJars;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaVersionCheckTest {

  private static final String JAVA = "public.ecr.aws/lambda/java:";
  private static final String HELLO = "public class Hello {}";

  /** The Java that compiles here: previews are of this one alone. */
  private static final int HERE = Runtime.version().feature();

  @TempDir Path directory;

  @Test
  void acceptsWhatTheBaseCanLoad() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "11")
            .classes(HELLO)
            .module("library", "public class Library {}")
            .library(RealJars.dependency("org.jetbrains.kotlin:kotlin-stdlib"))
            .library(RealJars.dependency("ch.qos.logback:logback-classic"));

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(on(function, JAVA + "25.2026.10.01.12-arm64").notes(Check.JAVA_VERSION)).isEmpty();
  }

  @Test
  void namesAClassOfTheProjectThatIsTooNew() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .classes(HELLO, "public class Other { static class Nested {} }");

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION))
        .containsExactly(
            "The class 'example.Hello' (and 2 more) needs Java 17, and the base has Java 11: the function would fail with UnsupportedClassVersionError. Set <maven.compiler.release> to 11, or name a base with Java 17 in <from>.");
    assertThat(on(function, JAVA + "8.al2").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .contains("the base has Java 8", "<maven.compiler.release> to 8");
    assertThat(on(function, JAVA + "11").packed(Path.of("a.jar")).problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .endsWith(
            "Have <content> 'a.jar' packed of classes for Java 11 (<maven.compiler.release>, or another version of the library that it is of), or name a base with Java 17 in <from>.");
  }

  @Test
  void namesTheClassAndTheJarOfADependencyThatIsTooNew() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "11")
            .classes(HELLO)
            .library(
                RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws"));

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .matches(
            "The class 'org\\.springframework\\.cloud\\.function\\.adapter\\.[\\w.]+' in 'spring-cloud-function-adapter-aws-[\\d.]+\\.jar' \\(and \\d+ more\\) needs Java 17, and the base has Java 11: the function would fail with UnsupportedClassVersionError\\. Take a version of it that is made for Java 11, or name a base with Java 17 in <from>\\.");
  }

  @Test
  void proposesToCompileAModuleOfTheReactorForAnOlderJava() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .module("library", "public class Library {}")
            .with("--release", "11")
            .classes(HELLO);

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION))
        .containsExactly(
            "The class 'example.Library' in 'library-1.0.jar' needs Java 17, and the base has Java 11: the function would fail with UnsupportedClassVersionError. Set <maven.compiler.release> to 11, or name a base with Java 17 in <from>.");
  }

  @Test
  void leavesTheFoldersOfMultiReleaseJarsToNewerJavas() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "8")
            .classes(HELLO)
            .library(RealJars.dependency("com.fasterxml.jackson.core:jackson-core:2.20.1"))
            .library(RealJars.dependency("com.amazonaws:aws-lambda-java-serialization"))
            .library(RealJars.dependency("org.xerial:sqlite-jdbc"));

    assertThat(on(function, JAVA + "8.al2").problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(on(function, JAVA + "17").problems(Check.JAVA_VERSION)).isEmpty();
  }

  @Test
  void leavesTheFoldersOfAMultiReleaseProjectAlone() throws Exception {
    Compiled function = new Compiled(directory).with("--release", "11").classes(HELLO);
    Path newer = directory.resolve("classes/META-INF/versions/17/example");
    Files.createDirectories(newer);
    new Compiled(directory.resolve("newer")).with("--release", "17").classes(HELLO);
    Files.copy(
        directory.resolve("newer/classes/example/Hello.class"), newer.resolve("Hello.class"));

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION)).isEmpty();
  }

  /** What is for another Java counts in the jar that will be made of a module, and only there. */
  @Test
  void looksIntoTheFoldersOfAMultiReleaseModuleThatTheBaseLooksInto() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "11")
            .module("library", "public class Library {}")
            .classes(HELLO);
    new Compiled(directory.resolve("newer"))
        .with("--release", "17")
        .classes("public class Library {}");
    Path library = directory.resolve("library");
    Path newer = directory.resolve("newer/classes/example/Library.class");
    Path for17 = Files.createDirectories(library.resolve("META-INF/versions/17/example"));
    Path for11 = Files.createDirectories(library.resolve("META-INF/versions/11/example"));
    Files.copy(newer, for17.resolve("Library.class"));
    Files.writeString(
        library.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\nMulti-Release: true\n");
    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION)).isEmpty();

    Files.copy(newer, for11.resolve("Library.class"));
    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .startsWith("The class 'example.Library' in 'library-1.0.jar' needs Java 17");

    Files.delete(library.resolve("META-INF/MANIFEST.MF"));
    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION)).isEmpty();
  }

  @Test
  void wantsPreviewsEnabledOnTheirOwnJava() throws Exception {
    Compiled function = withPreview();
    String base = JAVA + HERE;

    assertThat(on(function, base).problems(Check.JAVA_VERSION))
        .containsExactly(
            "The class 'example.Hello' uses preview features of Java %s, which are not enabled. Set <JAVA_TOOL_OPTIONS>--enable-preview</JAVA_TOOL_OPTIONS> in <environment>, or compile without them."
                .formatted(HERE));
    for (String name : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"}) {
      assertThat(
              on(function, base)
                  .environment(name, "-Xss2m --enable-preview")
                  .problems(Check.JAVA_VERSION))
          .isEmpty();
    }
    assertThat(
            new CheckedImage(directory, function.layers())
                .base(
                    base, CheckedImage.AWS.replace("[", "[\"JAVA_TOOL_OPTIONS=--enable-preview\","))
                .problems(Check.JAVA_VERSION))
        .isEmpty();
  }

  @Test
  void refusesPreviewsOfAnOlderJava() throws Exception {
    assertThat(
            on(withPreview(), JAVA + (HERE + 4))
                .environment("JAVA_TOOL_OPTIONS", "--enable-preview")
                .problems(Check.JAVA_VERSION))
        .containsExactly(
            "The class 'example.Hello' uses preview features of Java %s, which no other release loads, and the base has Java %s. Compile without '--enable-preview', or name a base with Java %s in <from>."
                .formatted(HERE, HERE + 4, HERE));
  }

  @Test
  void asksTheConfigOfABaseThatIsNotAws() throws Exception {
    Compiled function = new Compiled(directory).with("--release", "17").classes(HELLO);

    for (String version : new String[] {"11.0.25+9", "jdk-11.0.25+9", "11"}) {
      assertThat(foreign(function, version).problems(Check.JAVA_VERSION))
          .singleElement()
          .asString()
          .contains("needs Java 17, and the base has Java 11");
    }
    for (String version : new String[] {"1.8.0_432", "8u432", "jdk8u432-b06"}) {
      assertThat(foreign(function, version).problems(Check.JAVA_VERSION))
          .singleElement()
          .asString()
          .contains("the base has Java 8");
    }
    assertThat(foreign(function, "jdk-21.0.5+11").problems(Check.JAVA_VERSION)).isEmpty();
  }

  @Test
  void saysWhyTheJavaOfABaseCannotBeTold() throws Exception {
    Compiled function = new Compiled(directory).with("--release", "17").classes(HELLO);
    String digest = "@sha256:" + "0123456789abcdef".repeat(4);

    CheckedImage byDigest = on(function, "public.ecr.aws/lambda/java" + digest);
    assertThat(byDigest.problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(byDigest.notes(Check.JAVA_VERSION))
        .containsExactly(
            "Which Java the base 'public.ecr.aws/lambda/java%s' has cannot be told, so the classes are not held against it. Name it by tag, or by tag and digest."
                .formatted(digest));

    CheckedImage unreadable =
        new CheckedImage(directory, function.layers())
            .base("registry.example/jre:1", "{\"config\":{\"Env\":[\"PATH=/usr/bin\"]}}");
    assertThat(unreadable.problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(unreadable.notes(Check.JAVA_VERSION))
        .containsExactly(
            "Which Java the base 'registry.example/jre:1' has cannot be told, so the classes are not held against it. Maven is offline.");
  }

  @Test
  void isNotTurnedOffByAResourceCalledBootstrap() throws Exception {
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .classes(HELLO)
            .resource("static/bootstrap", "no program");

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION)).hasSize(1);
  }

  @Test
  void leavesARuntimeOfTheFunctionsOwnAlone() throws Exception {
    Path program = Files.writeString(directory.resolve("bootstrap"), "#!/bin/sh\n");
    Compiled function =
        new Compiled(directory)
            .with("--release", "17")
            .classes(HELLO)
            .extraFile(program, "/var/runtime");

    assertThat(on(function, JAVA + "11").problems(Check.JAVA_VERSION)).isEmpty();
  }

  private Compiled withPreview() throws Exception {
    assumeThat(HERE).as("a Java of which a preview is known here").isNotIn(18, 19, 20, 21, 22);
    String preview =
        HERE == 17
            ? "public class Hello { int length(Object it) { return switch (it) { case String text -> text.length(); default -> 0; }; } }"
            : "public class Hello { boolean fits(int it) { return it instanceof byte small; } }";
    return new Compiled(directory)
        .with("--release", String.valueOf(HERE), "--enable-preview", "-Xlint:-preview")
        .classes(preview);
  }

  private CheckedImage on(Compiled function, String base) throws Exception {
    return new CheckedImage(directory, function.layers()).base(base, CheckedImage.AWS);
  }

  private CheckedImage foreign(Compiled function, String javaVersion) throws Exception {
    return new CheckedImage(directory, function.layers())
        .base(
            "registry.example/jre:1",
            "{\"config\":{\"Env\":[\"JAVA_VERSION=%s\"]}}".formatted(javaVersion));
  }
}
