package io.github.lambdaimage.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageArchive;
import io.github.lambdaimage.runtime.RuntimeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // The engines are shell scripts.
class EngineGroundTest {

  private static final String ROOTLESS = "echo 'Debian GNU/Linux 12 [name=rootless]'";

  @TempDir Path directory;

  @Test
  void isNoneWhereNothingWorks() throws Exception {
    engine("docker", "exit 1");

    assertThat(hindrance())
        .hasValue("no container engine (docker, podman, finch, nerdctl) works here. Install one");
  }

  @Test
  void isNoneWhereContainersReachNothing() throws Exception {
    engine("docker", ROOTLESS);

    assertThat(hindrance())
        .hasValue(
            "'docker' is rootless here: its containers have a network of their own, from which the events that Maven hands out on 127.0.0.1 cannot be fetched. Install podman, which is rootless too");
  }

  @Test
  void isTheFirstWhoseContainersReachWhatIsHere() throws Exception {
    engine("docker", ROOTLESS);
    engine("podman", "exit 0");

    assertThat(hindrance()).isEmpty();
  }

  private Optional<String> hindrance() {
    return new EngineGround(
            Map.of("PATH", directory.toString()),
            new ImageArchive((base, layer) -> directory),
            new RuntimeHost(Path.of("/java"), 21, "Linux", "amd64", Map.of()),
            new TrainingLog(it -> {}, it -> {}))
        .hindrance(Architecture.X86_64, directory);
  }

  private void engine(String name, String script) throws IOException {
    Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
