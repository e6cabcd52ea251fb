package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Handler;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartClassTest {

  private static final String INVOKER =
      "org.springframework.cloud.function.adapter.aws.FunctionInvoker";
  private static final String APPLICATION =
      "@org.springframework.boot.autoconfigure.SpringBootApplication ";
  private static final String MAIN = "public static void main(String[] arguments) {} ";

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void dependOnSpring() throws Exception {
    function =
        new Compiled(directory)
            .library(
                RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws"))
            .library(
                StubJar.of(directory, "spring-boot")
                    .annotation("org.springframework.boot.autoconfigure.SpringBootApplication")
                    .annotation("org.springframework.boot.SpringBootConfiguration")
                    .dependency());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.springframework.boot.autoconfigure.SpringBootApplication",
        "org.springframework.boot.SpringBootConfiguration"
      })
  void isTheOneClassThatIsAnnotated(String annotation) throws Exception {
    function.classes(
        "@" + annotation + " public class App {}", "public class Other {" + MAIN + "}");

    assertThat(name(INVOKER + "::handleRequest")).isEqualTo("example.App");
  }

  @Test
  void isAnnotatedByAnAnnotationOfTheProjectToo() throws Exception {
    function.classes(
        APPLICATION + "public @interface OurApplication {}", "@OurApplication public class App {}");

    assertThat(name(INVOKER)).isEqualTo("example.App");
  }

  @Test
  void isTheOneThatHasAMainMethod() throws Exception {
    function.classes(
        APPLICATION + "public class Slice {}", APPLICATION + "public class App {" + MAIN + "}");

    assertThat(name(INVOKER)).isEqualTo("example.App");
  }

  @Test
  void isToBeSaidWhereSeveralCanBeIt() throws Exception {
    function.classes(APPLICATION + "public class One {}", APPLICATION + "public class Two {}");
    StartClass start = StartClass.of(function.layers(), Handler.parse(INVOKER), Map.of());

    assertThat(start.name(null)).isNull();
    assertThat(start.name("example.Two")).isEqualTo("example.Two");
    assertThat(start.name("example.Neither")).isNull();
    assertThat(start.problem())
        .hasValue(
            "Spring starts with one class, and 2 have @SpringBootApplication: 'example.One', 'example.Two'. Say which: <environment><MAIN_CLASS>example.One</MAIN_CLASS></environment>.");
  }

  @Test
  void mayBeInAnotherModule() throws Exception {
    function
        .module("application", APPLICATION + "public class App {}")
        .classes("public class Plain {}");

    assertThat(name(INVOKER)).isEqualTo("example.App");
  }

  @Test
  void mayBeNamedByTheManifestOfAJar() throws Exception {
    function
        .library(
            StubJar.of(directory, "released", "Start-Class", "org.example.App")
                .application("org.example.App")
                .application("org.example.Other")
                .dependency())
        .library(
            StubJar.of(directory, "tool", "Main-Class", "org.example.Tool")
                .handler("org.example.Tool")
                .dependency())
        .classes("public class Plain {}");

    assertThat(name(INVOKER)).isEqualTo("org.example.App");
  }

  @Test
  void isAskedByAClassThatExtendsTheFrameworks() throws Exception {
    function.classes(
        APPLICATION + "public class App {}",
        "public class Mine extends " + INVOKER + " {}",
        "public class Other implements RequestStreamHandler { public void handleRequest(InputStream in, OutputStream out, Context context) {} }");

    assertThat(name("example.Mine")).isEqualTo("example.App");
    assertThat(name("example.Other")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "MAIN_CLASS, example.Other, false",
    "JAVA_TOOL_OPTIONS, -Xmx1g -DMAIN_CLASS=example.Other, false",
    "JAVA_TOOL_OPTIONS, -Xmx1g, true"
  })
  void isNotLookedForWhereTheUserSaysIt(String variable, String value, boolean isAsked)
      throws Exception {
    function.classes(APPLICATION + "public class App {}");

    assertThat(
            StartClass.of(function.layers(), Handler.parse(INVOKER), Map.of(variable, value))
                .isAsked())
        .isEqualTo(isAsked);
  }

  @Test
  void mayBeSaidByLambdasOwnConfigurationWhereThereIsNone() throws Exception {
    function.classes("public class Plain {}");
    StartClass start = StartClass.of(function.layers(), Handler.parse(INVOKER), Map.of());

    assertThat(start.problem()).isEmpty();
    assertThat(start.warning().orElse(""))
        .startsWith("Spring starts with a class, and none has @SpringBootApplication.");
  }

  private @Nullable String name(String handler) throws Exception {
    return StartClass.of(function.layers(), Handler.parse(handler), Map.of()).name(null);
  }
}
