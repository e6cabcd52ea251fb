package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkCheckTest {

  private static final String QUARKUS = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler";
  private static final String OWN =
      "public class Own implements RequestStreamHandler { public void handleRequest(InputStream in, OutputStream out, Context context) {} }";

  @TempDir Path directory;

  @Test
  void findsOutThatWhatQuarkusMakesIsMissing() throws Exception {
    assertThat(image(quarkus().classes(OWN), QUARKUS).problems(Check.HANDLER))
        .containsExactly(
            "<handler> 'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler': what Quarkus makes of the project ('io.quarkus.runner.ApplicationImpl') is not in the image. Its plugin writes that to 'target/function.zip' in the phase 'package'. Run 'mvn package lambda-image:build', or bind build-no-fork to 'package', below Quarkus's plugin; where the file lies elsewhere, name it in <content>.");
  }

  @Test
  void letsAnApplicationOfQuarkusPass() throws Exception {
    Compiled whole =
        quarkus()
            .library(
                StubJar.of(directory, "app-runner")
                    .handler("io.quarkus.runner.ApplicationImpl")
                    .dependency())
            .classes(OWN);

    assertThat(image(whole, QUARKUS).problems(Check.HANDLER)).isEmpty();
  }

  @Test
  void warnsOfAnOwnClassBesideQuarkus() throws Exception {
    CheckedImage own = image(quarkus().classes(OWN), "example.Own");

    assertThat(own.problems(Check.HANDLER)).isEmpty();
    assertThat(own.warnings(Check.HANDLER))
        .containsExactly(
            "<handler> 'example.Own': with Quarkus, Lambda calls 'io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler', which calls the project's class; called directly, it gets nothing injected. Leave <handler> out.");
  }

  @Test
  void asksForOneClassToStartWith() throws Exception {
    String application = "@org.springframework.boot.autoconfigure.SpringBootApplication ";
    Compiled function =
        new Compiled(directory)
            .library(
                RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws"))
            .library(
                StubJar.of(directory, "spring-boot")
                    .annotation("org.springframework.boot.autoconfigure.SpringBootApplication")
                    .dependency())
            .classes(application + "public class One {}", application + "public class Two {}");
    String invoker = "org.springframework.cloud.function.adapter.aws.FunctionInvoker";

    assertThat(image(function, invoker).problems(Check.HANDLER))
        .singleElement()
        .asString()
        .startsWith("Spring starts with one class, and 2 have @SpringBootApplication");
    assertThat(
            image(function, invoker)
                .environment("MAIN_CLASS", "example.One")
                .problems(Check.HANDLER))
        .isEmpty();
  }

  private Compiled quarkus() throws Exception {
    return new Compiled(directory)
        .library(StubJar.of(directory, "quarkus-amazon-lambda").handler(QUARKUS).dependency());
  }

  private CheckedImage image(Compiled function, String handler) throws Exception {
    return new CheckedImage(directory, function.layers()).handler(handler);
  }
}
