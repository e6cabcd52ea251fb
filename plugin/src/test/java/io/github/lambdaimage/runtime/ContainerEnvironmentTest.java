package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ContainerEnvironmentTest {

  private static final String DEBUGGER =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:5005";

  @Test
  void whatTheImageSaysAlreadyIsNotSaidAgainAndTheRegionIsTheHosts() throws Exception {
    ContainerEnvironment environment =
        new ContainerEnvironment(
            List.of("AWS_REGION=eu-central-1", "AWS_LAMBDA_FUNCTION_NAME=orders", "PATH=/bin"),
            Map.of(
                "AWS_REGION", "us-west-2",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_LAMBDA_RUNTIME_API", "elsewhere",
                "HOME", "/root"),
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
            new ContainerEnvironment(List.of(), Map.of(), "").variables("*", OptionalInt.empty()))
        .doesNotContainKey("_HANDLER")
        .containsEntry("AWS_DEFAULT_REGION", "us-east-1");
  }

  @Test
  void aDebuggerTakesNothingFromTheImagesOptions() throws Exception {
    OptionalInt port = OptionalInt.of(5005);

    assertThat(
            new ContainerEnvironment(
                    List.of("JAVA_TOOL_OPTIONS=-Xss2m -Da=b=c"), Map.of(), "com.example.Orders")
                .variables("127.0.0.1", port))
        .containsEntry("JAVA_TOOL_OPTIONS", "-Xss2m -Da=b=c " + DEBUGGER);
    assertThat(new ContainerEnvironment(List.of(), Map.of(), "").variables("127.0.0.1", port))
        .containsEntry("JAVA_TOOL_OPTIONS", DEBUGGER);
  }
}
