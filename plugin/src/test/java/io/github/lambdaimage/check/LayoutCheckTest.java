package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.CountedParts;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutCheckTest {

  private static final String AWS = "com.amazonaws:aws-lambda-java-";

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void compile() throws Exception {
    function = new Compiled(directory).classes("public class Hello {}");
  }

  @Test
  void acceptsAUsualFunction() throws Exception {
    function
        .library(RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws"))
        .library(RealJars.dependency("com.fasterxml.jackson.core:jackson-core:2.20.1"))
        .library(RealJars.dependency("org.jetbrains.kotlin:kotlin-stdlib"))
        .library(RealJars.dependency("ch.qos.logback:logback-classic"))
        .library(RealJars.dependency("org.slf4j:jcl-over-slf4j"))
        .library(RealJars.dependency("org.xerial:sqlite-jdbc"));

    assertThat(image().problems(Check.LAYOUT)).isEmpty();
    assertThat(image().notes(Check.LAYOUT)).isEmpty();
  }

  @Test
  void reportsTheRuntimesOwnJarsWithTheirVersions() throws Exception {
    function
        .library(RealJars.dependency(AWS + "core"))
        .library(RealJars.dependency(AWS + "runtime-interface-client"))
        .library(RealJars.dependency(AWS + "serialization"));

    assertThat(image().problems(Check.LAYOUT))
        .containsExactly(
            "'aws-lambda-java-runtime-interface-client 2.9.0' is among the function's jars, and the base 'public.ecr.aws/lambda/java:21' has its own, perhaps of another version: mixing them has broken functions. Give it the scope 'provided' or 'test', or name it in <excludes>.",
            "'aws-lambda-java-serialization 1.2.0' is among the function's jars, and the base 'public.ecr.aws/lambda/java:21' has its own, perhaps of another version: mixing them has broken functions. Give it the scope 'provided' or 'test', or name it in <excludes>.");
    // AWS's own guides have it in compile scope.
    assertThat(image().notes(Check.LAYOUT)).isEmpty();
  }

  @Test
  void notesACoreThatIsNewerThanTheBases() throws Exception {
    Dependency real = RealJars.dependency(AWS + "core");
    function.library(
        new Dependency(
            real.groupId(), real.artifactId(), "1.10.0", "", real.source(), real.stability()));

    assertThat(image().notes(Check.LAYOUT))
        .containsExactly(
            "'aws-lambda-java-core 1.10.0' is among the function's jars, but the base's own is the one that counts, and may be older. The scope 'provided' leaves it out.");
  }

  @Test
  void reportsJarsInJarsOnce() throws Exception {
    Path jar = directory.resolve("orders.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("BOOT-INF/lib/a.jar"));
      zip.putNextEntry(new ZipEntry("BOOT-INF/lib/b.jar"));
      zip.putNextEntry(new ZipEntry("BOOT-INF/classes/example/Orders.class"));
    }
    function.library(
        new Dependency("example", "orders", "1.0", "", jar, Dependency.Stability.RELEASE));

    assertThat(image().problems(Check.LAYOUT))
        .containsExactly(
            "The runtime will not load what is in the folders 'BOOT-INF' or 'WEB-INF' of 'orders-1.0.jar': only their own launcher reads them. Depend on the jar without them: spring-boot-maven-plugin keeps it where <classifier>exec</classifier> is set for the other one.");
  }

  /** Each build of a project with many dependencies would open them all. */
  @Test
  void opensNoJarThatIsAsItWas() throws Exception {
    Path jar = directory.resolve("orders.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/lib/a.jar"));
    }
    function
        .library(new Dependency("example", "orders", "1.0", "", jar, Dependency.Stability.RELEASE))
        .library(RealJars.dependency("org.slf4j:slf4j-simple"))
        .library(RealJars.dependency("ch.qos.logback:logback-classic"));
    List<String> first = image().problems(Check.LAYOUT);

    AtomicInteger opened = new AtomicInteger();
    List<Part> parts = CountedParts.of(function.layers(), directory.resolve("repository"), opened);
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    new LayoutCheck().inspect(image().subject(parts), findings);
    assertThat(findings.result(Check.LAYOUT).problems()).isEqualTo(first).hasSize(2);
    assertThat(opened).hasValue(0);
  }

  @Test
  void reportsAnUnpackedFatJarOnce() throws Exception {
    function.resource("BOOT-INF/classes/application.properties", "");
    Path libraries = Files.createDirectories(directory.resolve("classes/BOOT-INF/lib"));
    for (String name : List.of("a.jar", "b.jar")) {
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(libraries.resolve(name)))) {
        zip.putNextEntry(new ZipEntry("a.txt"));
      }
    }

    assertThat(image().problems(Check.LAYOUT))
        .singleElement()
        .asString()
        .startsWith(
            "The runtime will not load '/var/task/BOOT-INF/lib/a.jar', and all that is beside it: it is in the form of Spring Boot's jars or of a war");
  }

  @Test
  void wantsTheSameJarsOnABaseThatIsNotAws() throws Exception {
    function
        .library(RealJars.dependency(AWS + "core"))
        .library(RealJars.dependency(AWS + "runtime-interface-client"))
        .library(RealJars.dependency(AWS + "serialization"));
    CheckedImage image = image().base("registry.example/jre:1", "{\"config\":{}}");

    assertThat(image.problems(Check.LAYOUT)).isEmpty();
    assertThat(image.notes(Check.LAYOUT)).isEmpty();
  }

  @Test
  void reportsASecondLoggingBinding() throws Exception {
    function
        .library(RealJars.dependency("org.slf4j:slf4j-simple"))
        .library(RealJars.dependency("ch.qos.logback:logback-classic"));

    assertThat(image().problems(Check.LAYOUT))
        .containsExactly(
            "SLF4J finds 2 logging bindings and takes one of them by chance: 'logback-classic-1.5.34.jar', 'slf4j-simple-2.0.17.jar'. Leave all but one out, with <exclusions> in the pom or <excludes>.");
  }

  @Test
  void reportsLibrariesForTests() throws Exception {
    Dependency real = RealJars.dependency("org.slf4j:slf4j-simple");
    function
        .library(RealJars.dependency("junit:junit"))
        .library(RealJars.as("org.mockito", "mockito-core", real))
        .library(RealJars.as("org.springframework.boot", "spring-boot-test", real))
        // Not for tests, whatever it looks like.
        .library(RealJars.as("org.junitparser", "parser", real))
        .library(RealJars.as("org.springframework.boot", "spring-boot-testing-tools", real));

    assertThat(image().problems(Check.LAYOUT))
        .contains(
            "Libraries for tests are in the image: 'junit:junit', 'org.mockito:mockito-core', 'org.springframework.boot:spring-boot-test'. Give them <scope>test</scope>, or exclude them from the dependency that brings them ('mvn dependency:tree' shows it).");
  }

  @Test
  void leavesARuntimeOfTheFunctionsOwnAlone() throws Exception {
    function
        .library(RealJars.dependency("org.slf4j:slf4j-simple"))
        .library(RealJars.dependency("ch.qos.logback:logback-classic"))
        .extraFile(
            Files.writeString(directory.resolve("bootstrap"), "#!/bin/sh\n"), "/var/runtime");

    assertThat(image().problems(Check.LAYOUT)).isEmpty();
  }

  private CheckedImage image() throws Exception {
    return new CheckedImage(directory, function.layers());
  }
}
