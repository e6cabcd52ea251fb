package io.github.lambdaimage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // The engines are shell scripts.
class ContainerEngineTest {

  @TempDir Path directory;

  @Test
  void dockerGoesFirstWhereverItIsOnThePath() throws Exception {
    Path podman = engine("first/podman", "");
    Path docker = engine("second/docker", "");

    assertThat(ContainerEngine.of(null, path("first", "second")).program()).isEqualTo(docker);
    assertThat(ContainerEngine.of("podman", path("first", "second")).program()).isEqualTo(podman);
  }

  @Test
  void aFileThatCannotBeExecutedIsNoEngine() throws Exception {
    Files.createDirectories(directory.resolve("bin/docker"));
    Files.createFile(directory.resolve("bin/podman"));

    assertThat(ContainerEngine.find(path("bin"))).isEmpty();
    assertThat(ContainerEngine.find(Map.of())).isEmpty();
    assertThatThrownBy(() -> ContainerEngine.of(null, path("bin")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("docker, podman, finch, nerdctl", "-Dlambda-image.engine=");
  }

  @Test
  void anEngineCanBeNamedByItsPath() throws Exception {
    Path engine = engine("opt/my engine", "");

    assertThat(ContainerEngine.of(engine.toString(), Map.of()).program()).isEqualTo(engine);
  }

  @Test
  void anEngineThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ContainerEngine.of("lxd", path("bin")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("<engine> 'lxd'", "on the PATH", "docker, podman");
    assertThatThrownBy(() -> ContainerEngine.of("bin/lxd", path("bin")))
        .hasMessageContainingAll("<engine> 'bin/lxd'", "at this path");
  }

  @Test
  void anArchiveIsHandedOver() throws Exception {
    engine("bin/docker", "echo \"Loaded: $*\"");

    assertThat(load("/tmp/some image.tar")).isEqualTo("Loaded: load -i /tmp/some image.tar");
  }

  @Test
  void furtherNamesAreGivenAfterwards() throws Exception {
    engine("bin/docker", "echo \"$*\" >>'" + directory.resolve("calls") + "'");

    LoadedImage image =
        ContainerEngine.of(null, path("bin"))
            .load(Path.of("a.tar"), List.of("orders:1.0", "orders:latest"), Architecture.X86_64);

    assertThat(directory.resolve("calls"))
        .hasContent("load -i a.tar\ntag orders:1.0 orders:latest\n");
    assertThat(image.names()).containsExactly("orders:1.0", "orders:latest");
  }

  @Test
  void theCommandsNameThePlatformWhereItIsNotTheMachines() throws Exception {
    ContainerEngine docker =
        new ContainerEngine("docker", Path.of("/usr/bin/docker"), Timeouts.STANDARD);
    LoadedImage image = new LoadedImage(docker, List.of("orders:1.0"), Architecture.ARM64, "");

    assertThat(image.emulatorCommands("aarch64"))
        .first()
        .isEqualTo("docker run --rm -p 9000:8080 orders:1.0");
    assertThat(image.emulatorCommands("amd64"))
        .first()
        .isEqualTo("docker run --rm -p 9000:8080 --platform linux/arm64 orders:1.0");
  }

  @Test
  void enginesOfContainerdAreToldThePlatform() throws Exception {
    engine("bin/nerdctl", "echo \"$*\"");

    assertThat(load("a.tar")).isEqualTo("load -i a.tar --platform linux/arm64");
  }

  @Test
  void anEngineThatWaitsForInputGetsNone() throws Exception {
    engine("bin/docker", "cat; echo done");

    assertThat(load("a.tar")).isEqualTo("done");
  }

  @Test
  @Tag("slow")
  void anEngineThatHangsIsKilled() throws Exception {
    Path program = engine("bin/docker", "exec sleep 300");
    Duration seconds = Duration.ofSeconds(1);
    ContainerEngine engine =
        new ContainerEngine("docker", program, new Timeouts(seconds, seconds, seconds));

    assertThatThrownBy(() -> engine.load(Path.of("a.tar"), List.of("a:1"), Architecture.ARM64))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'docker load -i a.tar' did not end within 1 s and was killed. See whether 'docker' works at all ('docker ps'), or name another engine with -Dlambda-image.engine=<name or path>.");
    assertThatThrownBy(() -> engine.run(List.of("rm", "a")))
        .hasMessageStartingWith("'docker rm a'");
  }

  @Test
  void whatAFailingEngineSaysIsShown() throws Exception {
    engine("bin/docker", "echo 'Cannot connect to the Docker daemon.' >&2; exit 1");

    assertThatThrownBy(() -> load("a.tar"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll(
            "'docker load -i a.tar' failed with status 1",
            "Cannot connect to the Docker daemon.",
            "-Dlambda-image.engine=");
  }

  @Test
  void anEngineThatCannotBeStartedIsNamed() throws Exception {
    Path engine = engine("bin/docker", "");
    ContainerEngine found = ContainerEngine.of(null, path("bin"));
    Files.delete(engine);

    assertThatThrownBy(
            () -> found.load(Path.of("a.tar"), List.of("orders:1.0"), Architecture.ARM64))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'" + engine + "' could not be started");
  }

  private String load(String archive) throws LambdaImageException {
    return ContainerEngine.of(null, path("bin"))
        .load(Path.of(archive), List.of("orders:1.0"), Architecture.ARM64)
        .said();
  }

  private Path engine(String name, String script) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, String> path(String... directories) {
    StringBuilder path = new StringBuilder();
    for (String name : directories) {
      path.append(directory.resolve(name)).append(File.pathSeparatorChar);
    }
    return Map.of("PATH", path.toString());
  }
}
