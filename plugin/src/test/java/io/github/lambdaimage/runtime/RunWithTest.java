package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunWithTest {

  private static final String AWS = "public.ecr.aws/lambda/java:";

  @Test
  void aProcessHasToDoWhereThereIsNoEngine() throws Exception {
    assertThat(choose(null, "Linux", 21, AWS + "21", false)).isEqualTo(RunWith.PROCESS);
    assertThat(choose(null, "Linux", 25, AWS + "17", false)).isEqualTo(RunWith.PROCESS);
    assertThat(choose(null, "Linux", 17, AWS + "8.al2023", false)).isEqualTo(RunWith.PROCESS);
    assertThat(choose(null, "Linux", 17, "registry.test/own-base:1", false))
        .isEqualTo(RunWith.PROCESS);
  }

  @Test
  void anEngineHasTheRealBaseToo() throws Exception {
    assertThat(choose(null, "Linux", 21, AWS + "17", true)).isEqualTo(RunWith.ENGINE);
    assertThat(choose(null, "Linux", 17, AWS + "21", true)).isEqualTo(RunWith.ENGINE);
    assertThat(choose(null, "Mac OS X", 21, AWS + "21", true)).isEqualTo(RunWith.ENGINE);
    assertThat(choose(null, "Windows 11", 21, AWS + "21", true)).isEqualTo(RunWith.ENGINE);
  }

  /** A company's base does not tell by its name, but by what is in it. */
  @Test
  void whatTheBaseHasCountsWhateverItsName() throws Exception {
    RuntimeHost host = new RuntimeHost(Path.of("/java"), 21, "Linux", "amd64", Map.of());
    ImageName base = ImageName.parse("registry.test/platform/java:7");

    assertThatThrownBy(
            () ->
                RunWith.choose(null, host, base, it -> Optional.of(25), Entrypoint.OF_BASE, false))
        .hasMessageContaining("the base has Java 25");
    assertThat(RunWith.choose(null, host, base, it -> Optional.of(21), Entrypoint.OF_BASE, false))
        .isEqualTo(RunWith.PROCESS);
  }

  @Test
  void whatIsAskedForIsDone() throws Exception {
    assertThat(RunWith.parse("namespace")).isEqualTo(RunWith.NAMESPACE);
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
        .hasMessageContainingAll("<runWith> 'docker'", "'namespace', 'engine' or 'process'");
  }

  @Test
  void anEngineAloneStartsAnEntrypointOfTheUsers() throws Exception {
    Entrypoint app = Entrypoint.of(List.of("/bin/java", "App"));
    RuntimeHost host = new RuntimeHost(Path.of("/java"), 21, "Linux", "amd64", Map.of());
    ImageName base = ImageName.parse(AWS + "21");

    assertThat(RunWith.choose(null, host, base, ImageName::lambdaJava, app, true))
        .isEqualTo(RunWith.ENGINE);
    assertThatThrownBy(
            () -> RunWith.choose(RunWith.PROCESS, host, base, ImageName::lambdaJava, app, true))
        .hasMessage(
            "The image cannot be run in a process: its <entrypoint> '/bin/java App' is a program of the image, and a process here has AWS's runtime interface client call a handler. Leave <runWith> out, or set it to 'namespace' or 'engine'.");
    assertThatThrownBy(() -> RunWith.choose(null, host, base, ImageName::lambdaJava, app, false))
        .hasMessageEndingWith(
            "Install a container engine (docker, podman, finch, nerdctl), which starts it.");
  }

  private static RunWith choose(
      @Nullable String wanted, String os, int java, String base, boolean hasEngine)
      throws LambdaImageException {
    RuntimeHost host = new RuntimeHost(Path.of("/java"), java, os, "amd64", Map.of());
    return RunWith.choose(
        RunWith.parse(wanted),
        host,
        ImageName.parse(base),
        ImageName::lambdaJava,
        Entrypoint.OF_BASE,
        hasEngine);
  }
}
