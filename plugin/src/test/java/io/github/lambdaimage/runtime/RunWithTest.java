package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunWithTest {

  private static final String AWS = "public.ecr.aws/lambda/java:";

  @Test
  void aProcessIsTheDefaultWhereItWorks() throws Exception {
    assertThat(choose(null, "Linux", 21, AWS + "21", true)).isEqualTo(RunWith.PROCESS);
    assertThat(choose(null, "Linux", 25, AWS + "17", false)).isEqualTo(RunWith.PROCESS);
    assertThat(choose(null, "Linux", 17, AWS + "8.al2023", true)).isEqualTo(RunWith.PROCESS);
    assertThat(choose(null, "Linux", 17, "registry.test/own-base:1", true))
        .isEqualTo(RunWith.PROCESS);
  }

  @Test
  void anEngineStandsInForAnOlderJavaAndAnotherSystem() throws Exception {
    assertThat(choose(null, "Linux", 17, AWS + "21", true)).isEqualTo(RunWith.ENGINE);
    assertThat(choose(null, "Mac OS X", 21, AWS + "21", true)).isEqualTo(RunWith.ENGINE);
    assertThat(choose(null, "Windows 11", 21, AWS + "21", true)).isEqualTo(RunWith.ENGINE);
  }

  @Test
  void whatIsAskedForIsDone() throws Exception {
    assertThat(choose("engine", "Linux", 21, AWS + "21", false)).isEqualTo(RunWith.ENGINE);
    assertThat(choose("process", "Linux", 17, AWS + "21", true)).isEqualTo(RunWith.PROCESS);
  }

  @Test
  void whoeverCanDoNeitherIsToldWhatToDo() {
    assertThatThrownBy(() -> choose(null, "Linux", 17, AWS + "21", false))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll(
            "the base has Java 21, and Maven runs on Java 17",
            "docker, podman, finch, nerdctl",
            "Run Maven on a newer Java",
            "<runWith> to 'process'");
    assertThatThrownBy(() -> choose(null, "Mac OS X", 21, AWS + "21", false))
        .hasMessageContainingAll("this is Mac OS X", "Install a container engine");
    assertThatThrownBy(() -> choose("process", "Mac OS X", 21, AWS + "21", true))
        .hasMessageContainingAll("<runWith> 'process'", "this is Mac OS X", "'engine'");
    assertThatThrownBy(() -> choose("docker", "Linux", 21, AWS + "21", true))
        .hasMessageContainingAll("<runWith> 'docker'", "'process'", "'engine'");
  }

  private static RunWith choose(
      @Nullable String wanted, String os, int java, String base, boolean hasEngine)
      throws LambdaImageException {
    RuntimeHost host = new RuntimeHost(Path.of("/java"), java, os, "amd64", Map.of());
    return RunWith.choose(RunWith.parse(wanted), host, ImageName.parse(base), hasEngine);
  }
}
