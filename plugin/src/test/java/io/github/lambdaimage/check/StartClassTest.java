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

    assertThat(start.name()).isNull();
    assertThat(said("example.Two")).isEqualTo("example.Two");
    assertThat(said("example.Neither")).isNull();
    assertThat(start.problem())
        .hasValue(
            "Spring starts with one class, and 2 have @SpringBootApplication: 'example.One', 'example.Two'. Say which: <environment><MAIN_CLASS>example.One</MAIN_CLASS></environment>.");
  }

  @Test
  void isProposedAsAValueThatIsNotExpanded() throws Exception {
    function.classes(
        "public class Orders {" + APPLICATION + "public static class App {}}",
        APPLICATION + "public class Two {}");

    assertThat(
            StartClass.of(function.layers(), Handler.parse(INVOKER), Map.of()).problem().orElse(""))
        .contains("'example.Orders$App'")
        .endsWith(
            "Say which: <environment><MAIN_CLASS>example.Orders\\$App</MAIN_CLASS></environment>.");
  }

  @Test
  void mayBeNamedByTheManifestBesideTheClasses() throws Exception {
    function
        .classes(APPLICATION + "public class One {}", APPLICATION + "public class Two {}")
        .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nStart-Class: example.Two\n\n");
    assertThat(name(INVOKER)).isEqualTo("example.Two");

    function.resource("META-INF/MANIFEST.MF", "Main-Class: example.One\n\n");
    assertThat(name(INVOKER)).isEqualTo("example.One");

    // What is no class, or no manifest, says nothing.
    function.resource("META-INF/MANIFEST.MF", "Main-Class: example.Three\n\n");
    assertThat(name(INVOKER)).isNull();
    function.resource("META-INF/MANIFEST.MF", "no manifest\n");
    assertThat(name(INVOKER)).isNull();
  }

  @Test
  void mayBeAConfigurationThatIsNamed() throws Exception {
    function
        .library(
            StubJar.of(directory, "spring-context")
                .annotation("org.springframework.context.annotation.Configuration")
                .dependency())
        .classes(
            APPLICATION + "public class App {}",
            "@org.springframework.context.annotation.Configuration public class Config {}");

    assertThat(name(INVOKER)).isEqualTo("example.App");
    assertThat(said("example.Config")).isEqualTo("example.Config");
  }

  /** Kotlin makes a class of its own of a main function, and Boot's plugin names that. */
  @Test
  void isTheOneBesideAClassOfAMainMethodAlone() throws Exception {
    function.classes(APPLICATION + "public class App {}", "public class AppKt {" + MAIN + "}");

    assertThat(said("example.AppKt")).isEqualTo("example.App");
  }

  @Test
  void isWhatIsNamedWhereNothingElseCanBeIt() throws Exception {
    function.classes("public class Beans {}");

    assertThat(said("example.Beans")).isEqualTo("example.Beans");
    assertThat(said("example.Neither")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bootstrap"})
  void isNotLookedForWhereNoClassIsCalled(String handler) throws Exception {
    function.classes(APPLICATION + "public class App {}");

    assertThat(StartClass.mayBeAsked(function.layers(), new Handler(handler), Map.of())).isFalse();
    assertThat(StartClass.mayBeAsked(function.layers(), Handler.parse("a.B"), Map.of())).isTrue();
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
    return StartClass.of(function.layers(), Handler.parse(handler), Map.of()).name();
  }

  private @Nullable String said(String startClass) throws Exception {
    return StartClass.search(function.layers(), Handler.parse(INVOKER), startClass).name();
  }
}
