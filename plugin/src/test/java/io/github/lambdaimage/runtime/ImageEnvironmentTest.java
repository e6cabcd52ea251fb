package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // No image runs there without an engine.
class ImageEnvironmentTest {

  private static final List<String> OF_AWS_BASE =
      List.of(
          "LANG=en_US.UTF-8",
          "TZ=:/etc/localtime",
          "PATH=/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
          "LD_LIBRARY_PATH=/var/lang/lib:/lib64:/var/runtime:/var/task:/var/task/lib:/opt/lib",
          "LAMBDA_TASK_ROOT=/var/task",
          "LAMBDA_RUNTIME_DIR=/var/runtime");

  @TempDir Path root;

  @BeforeEach
  void unpack() throws Exception {
    Files.createDirectories(root.resolve("var/task/lib"));
    Files.createDirectories(root.resolve("opt/bin"));
  }

  @Test
  void whatTheImageHasIsFoundWhereItIsUnpacked() {
    Map<String, String> variables =
        new ImageEnvironment(root, Map.of("PATH", "/usr/bin:/bin"), Map.of())
            .variables(OF_AWS_BASE);

    assertThat(variables)
        .containsEntry("LAMBDA_TASK_ROOT", root + "/var/task")
        .containsEntry("PATH", root + "/opt/bin:/usr/bin:/bin")
        .containsEntry("LD_LIBRARY_PATH", root + "/var/task:" + root + "/var/task/lib")
        .containsEntry("LAMBDA_RUNTIME_DIR", "/var/runtime")
        .containsEntry("TZ", "UTC")
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "test_function");
  }

  @Test
  void theHostLendsItsAwsCredentialsAndNothingElse() {
    Map<String, String> variables =
        new ImageEnvironment(
                root,
                Map.of(
                    "AWS_PROFILE", "dev",
                    "AWS_REGION", "eu-central-1",
                    "AWS_LAMBDA_RUNTIME_API", "elsewhere",
                    "JAVA_TOOL_OPTIONS", "-Xmx1m",
                    "CLASSPATH", "/everything"),
                Map.of("TABLE", "try"))
            .variables(List.of("STAGE=test=1", "EMPTY="));

    assertThat(variables)
        .containsEntry("AWS_PROFILE", "dev")
        .containsEntry("AWS_REGION", "eu-central-1")
        .containsEntry("AWS_DEFAULT_REGION", "eu-central-1")
        .containsEntry("STAGE", "test=1")
        .containsEntry("EMPTY", "")
        .containsEntry("TABLE", "try")
        .doesNotContainKeys("AWS_LAMBDA_RUNTIME_API", "JAVA_TOOL_OPTIONS", "CLASSPATH");
  }

  @Test
  void theHostHasTheLastWordOnWhatLambdaSets() {
    assertThat(
            new ImageEnvironment(
                    root,
                    Map.of(
                        "AWS_REGION", "eu-central-1",
                        "AWS_LAMBDA_FUNCTION_NAME", "another",
                        "AWS_EXECUTION_ENV", "AWS_ECS_FARGATE"),
                    Map.of())
                .variables(List.of("AWS_REGION=us-west-2", "AWS_LAMBDA_FUNCTION_NAME=orders")))
        .containsEntry("AWS_REGION", "eu-central-1")
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "orders")
        .doesNotContainKey("AWS_EXECUTION_ENV");
    assertThat(
            new ImageEnvironment(root, Map.of(), Map.of())
                .variables(List.of("AWS_REGION=us-west-2")))
        .containsEntry("AWS_REGION", "us-west-2");
  }

  @Test
  void theLanguageOfTheImageIsToldToTheJvm() {
    assertThat(ImageEnvironment.languageOptions(OF_AWS_BASE))
        .containsExactly("-Duser.language=en", "-Duser.country=US");
    assertThat(ImageEnvironment.languageOptions(List.of("LANG=C.UTF-8"))).isEmpty();
  }
}
