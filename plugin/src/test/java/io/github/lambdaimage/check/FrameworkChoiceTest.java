package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionLayer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkChoiceTest {

  private static final String OWN =
      "public class Own implements RequestStreamHandler { public void handleRequest(InputStream in, OutputStream out, Context context) {} }";
  private static final String INVOKER =
      "org.springframework.cloud.function.adapter.aws.FunctionInvoker";
  private static final String QUARKUS = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler";

  @TempDir Path directory;

  @Test
  void takesTheProjectsOwnClassBesideSpringCloudFunction() throws Exception {
    Compiled function = new Compiled(directory).library(adapter()).classes(OWN);

    assertThat(chosen(function, true)).containsExactly("example.Own");
  }

  @Test
  void takesSpringCloudFunctionWhereTheProjectHasNone() throws Exception {
    Compiled function = new Compiled(directory).library(adapter()).classes("public class Plain {}");

    assertThat(chosen(function, true)).containsExactly(INVOKER);
    assertThat(FrameworkChoice.reason(INVOKER))
        .isEqualTo(", which calls the project's classes for Spring Cloud Function");
    assertThat(FrameworkChoice.reason("example.Own")).isEqualTo(", the only class that can be it");
  }

  @Test
  void takesALibraryThatUsesAFrameworkForNoFunction() throws Exception {
    Compiled library = new Compiled(directory).library(adapter()).classes("public class Plain {}");

    assertThat(chosen(library, false)).isEmpty();
  }

  @Test
  void takesAModuleOfAReactorForAFunctionWhereSpringHasAClassToStartWith() throws Exception {
    Compiled function =
        new Compiled(directory)
            .library(adapter())
            .library(boot())
            .classes(
                "@org.springframework.boot.autoconfigure.SpringBootApplication public class App {}");

    assertThat(chosen(function, false)).containsExactly(INVOKER);
  }

  /** What puts functions of another module on Lambda. */
  @Test
  void takesAModuleForAFunctionWhoseClassToStartWithIsInAnother() throws Exception {
    Compiled function =
        new Compiled(directory)
            .library(adapter())
            .library(boot())
            .module(
                "application",
                "@org.springframework.boot.autoconfigure.SpringBootApplication public class App {}")
            .classes("public class Plain {}");

    assertThat(chosen(function, false)).containsExactly(INVOKER);
  }

  @Test
  void saysWhatALibraryCouldBeCalledBy() throws Exception {
    assertThat(
            possible(new Compiled(directory).library(adapter()).classes("public class Plain {}")))
        .containsExactly(INVOKER);
    assertThat(possible(new Compiled(directory).library(quarkus()).classes("public class A {}")))
        .containsExactly(QUARKUS);
    assertThat(possible(new Compiled(directory).classes("public class Plain {}"))).isEmpty();
  }

  @Test
  void goesByNamesWhereThereIsNoClass() {
    assertThat(FrameworkChoice.ofNames(List.of("commons-text"))).isEqualTo(HandlerChoice.NONE);
    assertThat(
            FrameworkChoice.ofNames(
                    List.of("aws-serverless-java-container-springboot3", "commons-text"))
                .possible())
        .containsExactly(
            "com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler");
  }

  @Test
  void neverTakesTheProjectsOwnClassBesideQuarkus() throws Exception {
    Compiled function = new Compiled(directory).library(quarkus()).classes(OWN);

    assertThat(chosen(function, true)).containsExactly(QUARKUS);
    assertThat(chosen(function, false)).containsExactly(QUARKUS);
  }

  @Test
  void takesAFunctionOfQuarkusForOneWhateverItsConstructor() throws Exception {
    Compiled function =
        new Compiled(directory)
            .library(quarkus())
            .classes(
                "public class Own implements RequestStreamHandler { public Own(String injected) {} public void handleRequest(InputStream in, OutputStream out, Context context) {} }");

    assertThat(chosen(function, false)).containsExactly(QUARKUS);
  }

  @Test
  void takesAnApplicationOfQuarkusWithoutAnOwnHandler() throws Exception {
    Compiled function =
        new Compiled(directory).library(quarkus()).classes("public class Resource {}");

    assertThat(chosen(function, true)).containsExactly(QUARKUS);
    assertThat(chosen(function, false)).isEmpty();
  }

  @Test
  void knowsAFrameworkByItsClassAndNotByItsJar() throws Exception {
    Compiled function =
        new Compiled(directory)
            .library(StubJar.of(directory, "quarkus-amazon-lambda-common").dependency())
            .classes(OWN);

    assertThat(chosen(function, true)).containsExactly("example.Own");
  }

  @Test
  void leavesTheChoiceAmongThoseOfMicronaut() throws Exception {
    Compiled function =
        new Compiled(directory)
            .library(
                StubJar.of(directory, "micronaut-function-aws-api-proxy")
                    .handler(
                        "io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction")
                    .handler(
                        "io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction")
                    .dependency())
            .classes("public class Controller {}");

    assertThat(chosen(function, true)).hasSize(2);
  }

  private static List<String> possible(Compiled library) throws Exception {
    HandlerChoice choice = FrameworkChoice.of(library.layers(), List.of(), false);
    assertThat(choice.handlers()).isEmpty();
    return choice.possible();
  }

  private Dependency quarkus() throws Exception {
    return StubJar.of(directory, "quarkus-amazon-lambda").handler(QUARKUS).dependency();
  }

  private Dependency boot() throws Exception {
    return StubJar.of(directory, "spring-boot-autoconfigure")
        .annotation("org.springframework.boot.autoconfigure.SpringBootApplication")
        .dependency();
  }

  private static Dependency adapter() throws Exception {
    return RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws");
  }

  private static List<String> chosen(Compiled function, boolean isFunction) throws Exception {
    List<FunctionLayer> layers = function.layers();
    return FrameworkChoice.of(layers, FunctionChecks.handlers(layers), isFunction).handlers();
  }
}
