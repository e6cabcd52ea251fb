package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordEventsTest {

  private static final String SERIALIZATION = "com.amazonaws:aws-lambda-java-serialization";
  private static final String JRE = "example.com/jre:21";

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void compile() throws Exception {
    function =
        new Compiled(directory)
            .classes(
                "public record Order(String id) {}",
                "public class Plain { public String id; }",
                "import com.amazonaws.services.lambda.runtime.*; public class Orders implements RequestHandler<Order, String> { public String handleRequest(Order o, Context c) { return o.id(); } public Order answer(Plain p) { return null; } public String named(Order o) { return null; } public String list(java.util.List<Order> o) { return null; } }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.Orders", "example.Orders::named", "example.Orders::handleRequest"})
  void cannotBeReadByOneVersion(String handler) throws Exception {
    function.library(serialization("1.2.0"));

    assertThat(onJre(handler).problems(Check.HANDLER))
        .containsExactly(
            "<handler> '%s': its event 'example.Order' is a record, which aws-lambda-java-serialization 1.2.0 among the function's jars cannot read: each invocation would fail. Add 'com.amazonaws:aws-lambda-java-serialization:1.4.1' to the dependencies, or make it a class."
                .formatted(handler));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.6", "1.4.1"})
  void canBeReadByOthers(String version) throws Exception {
    function.library(serialization(version));

    assertThat(onJre("example.Orders").problems(Check.HANDLER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.Orders::answer", "example.Orders::list"})
  void areNoEventsOfOtherMethods(String handler) throws Exception {
    function.library(serialization("1.2.0"));

    assertThat(onJre(handler).problems(Check.HANDLER)).isEmpty();
  }

  @Test
  void cannotBeReadByABaseWithThatVersion() throws Exception {
    assertThat(
            onJre("example.Orders")
                .baseFiles(files("/usr/share/lambda/aws-lambda-java-serialization-1.2.0.jar"))
                .problems(Check.HANDLER))
        .singleElement()
        .asString()
        .contains("aws-lambda-java-serialization 1.2.0 in the base 'example.com/jre:21' cannot");
    assertThat(
            onJre("example.Orders")
                .baseFiles(files("/usr/share/lambda/aws-lambda-java-serialization-1.4.1.jar"))
                .problems(Check.HANDLER))
        .isEmpty();
  }

  /** The runtime asks for that first, and the broken one then is not asked at all. */
  @ParameterizedTest
  @ValueSource(strings = {"project", "module", "jar", "base", "jar of the base"})
  void canBeReadByASerializerOfTheirOwn(String place) throws Exception {
    String service = "META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer";
    function.library(serialization("1.2.0"));
    Path jar = directory.resolve("serializer.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(service));
    }
    List<String> ofBase = new ArrayList<>(List.of("/usr/bin/java"));
    switch (place) {
      case "project" -> function.resource(service, "example.Own");
      case "module" -> {
        function.module("serializer", "public class Own {}");
        Path file = directory.resolve("serializer").resolve(service);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "example.Own");
      }
      case "jar" ->
          function.library(
              new Dependency("example", "serializer", "1", "", jar, Dependency.Stability.RELEASE));
      case "base" -> ofBase.add("/var/task/" + service);
      default -> ofBase.add("/opt/java/lib/serializer.jar");
    }

    CheckedImage image =
        onJre("example.Orders")
            .baseFiles(files(ofBase.toArray(String[]::new)))
            .copy("/opt/java/lib/serializer.jar", jar);
    assertThat(image.problems(Check.HANDLER)).isEmpty();
    assertThat(image.notes(Check.HANDLER)).isEmpty();
  }

  /** Its own come first, and nobody knows here which version that is. */
  @Test
  void areNotAskedAboutOnAwsBases() throws Exception {
    function.library(serialization("1.2.0"));

    assertThat(
            new CheckedImage(directory, function.layers())
                .handler("example.Orders")
                .problems(Check.HANDLER))
        .isEmpty();
  }

  private CheckedImage onJre(String handler) throws Exception {
    return new CheckedImage(directory, function.layers())
        .handler(handler)
        .base(
            JRE,
            "{\"config\": {\"Entrypoint\": [\"/usr/bin/java\", \"com.amazonaws.services.lambda.runtime.api.client.AWSLambda\"]}}")
        .baseFiles(files("/usr/bin/java"));
  }

  private static BaseFiles files(String... paths) {
    return BaseFiles.of(
        List.of(
            new LayerListing(
                Stream.of(paths).map(path -> new Entry(Kind.FILE, path, "")).toList())));
  }

  private static Dependency serialization(String version) throws Exception {
    Dependency real = RealJars.dependency(SERIALIZATION);
    return new Dependency(
        real.groupId(), real.artifactId(), version, "", real.source(), real.stability());
  }
}
