package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateClassesTest {

  @TempDir Path directory;

  @Test
  void acceptsTheSameBytesTwice() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("junit:junit"))
            .library(RealJars.as("example", "shaded", RealJars.dependency("junit:junit")));
    RealJars.extract(
        "junit:junit",
        "junit/framework/Assert.class",
        directory.resolve("classes/junit/framework/Assert.class"));

    assertThat(duplicates(function)).isEmpty();
  }

  @Test
  void acceptsDescriptorsOfModulesAndWhatOnlyNewerJavasSee() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("com.fasterxml.jackson.core:jackson-core:2.20.1"))
            .library(RealJars.dependency("org.jetbrains.kotlin:kotlin-stdlib"))
            .library(RealJars.dependency("org.slf4j:slf4j-simple"))
            .library(RealJars.dependency("ch.qos.logback:logback-classic"))
            .library(RealJars.dependency("com.amazonaws:aws-lambda-java-serialization"));
    for (String name :
        new String[] {"module-info.class", "META-INF/versions/9/module-info.class"}) {
      Path file = directory.resolve("classes").resolve(name);
      RealJars.extract("junit:junit", "org/junit/Test.class", file);
    }

    assertThat(duplicates(function)).isEmpty();
  }

  @Test
  void namesTheOneClassOfTwoJarsThatDiffers() throws Exception {
    // Fifteen classes have the same name, and fourteen the same bytes.
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("javax.annotation:javax.annotation-api"))
            .library(RealJars.dependency("jakarta.annotation:jakarta.annotation-api"));

    assertThat(duplicates(function))
        .isEqualTo(
            "1 class occurs more than once, with different bytes; the function gets 'javax.annotation.Resource$AuthenticationType' of 'jakarta.annotation-api-1.3.5.jar', not of 'javax.annotation-api-1.3.2.jar'. Leave one of the two out, with <exclusions> in the pom or <excludes>.");
  }

  @Test
  void namesTenClassesAndCountsTheOthers() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("com.fasterxml.jackson.core:jackson-core:2.20.1"))
            .library(
                RealJars.as(
                    "example",
                    "older-jackson",
                    RealJars.dependency("com.fasterxml.jackson.core:jackson-core:2.15.2")));
    String text = duplicates(function);

    assertThat(text)
        .matches(
            "\\d+ classes occur more than once, with different bytes; the function gets .*, and so on for \\d+ more\\. Leave one of the two out, with <exclusions> in the pom or <excludes>\\.");
    assertThat(text.split("of 'jackson-core-2.20.1.jar', not of 'older-jackson-2.15.2.jar'", -1))
        .hasSize(11);
    assertThat(text).doesNotContain("fastdouble", "module-info");
  }

  @Test
  void saysThatTheProjectComesBeforeItsJars() throws Exception {
    Compiled function =
        new Compiled(directory)
            .module("library", "public class Twice { int one; }")
            .classes("public class Hello {}", "public class Twice { int other; }");

    assertThat(duplicates(function))
        .startsWith(
            "1 class occurs more than once, with different bytes; the function gets 'example.Twice' of the project, not of 'library-1.0.jar'.");
  }

  @Test
  void saysThatTheRuntimeGoesByTheNamesOfJars() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("org.slf4j:jcl-over-slf4j"))
            .library(RealJars.dependency("commons-logging:commons-logging"));

    assertThat(duplicates(function))
        .contains(
            "'org.apache.commons.logging.LogFactory' of 'commons-logging-1.3.5.jar', not of 'jcl-over-slf4j-2.0.17.jar'");
  }

  @Test
  void saysTheSameOfJarsThatItKnows() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("org.slf4j:jcl-over-slf4j"))
            .library(RealJars.dependency("commons-logging:commons-logging"));
    String first = duplicates(function);

    assertThat(duplicates(function)).isEqualTo(first).contains("LogFactory");
  }

  @Test
  void seesANewClassOfTheProjectThatAKnownJarHas() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("commons-logging:commons-logging"));
    assertThat(duplicates(function)).isEmpty();
    Path own = directory.resolve("classes/org/apache/commons/logging/LogFactory.class");
    Files.createDirectories(own.resolveSibling(""));
    Files.copy(directory.resolve("classes/example/Hello.class"), own);

    assertThat(duplicates(function))
        .contains(
            "'org.apache.commons.logging.LogFactory' of the project, not of 'commons-logging-1.3.5.jar'");
  }

  @Test
  void countsNoJarThatTheRuntimeDoesNotLoad() throws Exception {
    Path agent =
        Files.copy(
            RealJars.dependency("org.slf4j:jcl-over-slf4j").source().path(),
            directory.resolve("agent.jar"));
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("commons-logging:commons-logging"))
            .extraFile(agent, "/opt")
            .extraFile(agent, "lib/agents");

    assertThat(problems(function)).noneMatch(it -> it.contains("more than once"));
  }

  private String duplicates(Compiled function) throws Exception {
    return String.join(
        "\n", problems(function).stream().filter(it -> it.contains("more than once")).toList());
  }

  private java.util.List<String> problems(Compiled function) throws Exception {
    return new CheckedImage(directory, function.layers()).problems(Check.LAYOUT);
  }
}
