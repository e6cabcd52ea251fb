package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerEnvironmentTest {

  private static final String DEBUGGER =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:5005";

  @Test
  void whatTheImageSaysAlreadyIsNotSaidAgainAndTheRegionIsTheHosts() throws Exception {
    ContainerEnvironment environment =
        new ContainerEnvironment(
            List.of("AWS_REGION=eu-central-1", "AWS_LAMBDA_FUNCTION_NAME=orders", "PATH=/bin"),
            host(
                Map.of(
                    "AWS_REGION", "us-west-2",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_LAMBDA_RUNTIME_API", "elsewhere",
                    "HOME", "/root")),
            "com.example.Orders");

    assertThat(environment.variables("*", OptionalInt.empty()))
        .containsEntry("AWS_SECRET_ACCESS_KEY", "secret")
        .containsEntry("AWS_REGION", "us-west-2")
        .containsEntry("AWS_DEFAULT_REGION", "us-west-2")
        .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .containsEntry("_HANDLER", "com.example.Orders")
        .doesNotContainKeys(
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "PATH",
            "HOME",
            "JAVA_TOOL_OPTIONS");
  }

  @Test
  void aProgramWithoutAHandlerIsToldNone() throws Exception {
    assertThat(
            new ContainerEnvironment(List.of(), host(Map.of()), "")
                .variables("*", OptionalInt.empty()))
        .doesNotContainKey("_HANDLER")
        .containsEntry("AWS_DEFAULT_REGION", "us-east-1");
  }

  @Test
  void aDebuggerTakesNothingFromTheImagesOptions() throws Exception {
    OptionalInt port = OptionalInt.of(5005);

    assertThat(
            new ContainerEnvironment(
                    List.of("JAVA_TOOL_OPTIONS=-Xss2m -Da=b=c"),
                    host(Map.of()),
                    "com.example.Orders")
                .variables("127.0.0.1", port))
        .containsEntry("JAVA_TOOL_OPTIONS", "-Xss2m -Da=b=c " + DEBUGGER);
    assertThat(new ContainerEnvironment(List.of(), host(Map.of()), "").variables("127.0.0.1", port))
        .containsEntry("JAVA_TOOL_OPTIONS", DEBUGGER);
  }

  @Test
  void whatTheUserGivesItHereGoesBeforeAllElse() throws Exception {
    RuntimeHost host = host(Map.of("AWS_REGION", "us-west-2"));

    assertThat(
            new ContainerEnvironment(
                    List.of("TABLE=orders"),
                    host.with(new TreeMap<>(Map.of("TABLE", "try", "AWS_REGION", "eu-west-1"))),
                    "")
                .variables("*", OptionalInt.empty()))
        .containsEntry("TABLE", "try")
        .containsEntry("AWS_REGION", "eu-west-1")
        .containsEntry("AWS_DEFAULT_REGION", "eu-west-1");
  }

  private static RuntimeHost host(Map<String, String> variables) {
    return new RuntimeHost(Path.of("/jdk"), 17, "Linux", "amd64", variables);
  }
}
