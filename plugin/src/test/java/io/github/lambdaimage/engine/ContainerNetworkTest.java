package io.github.lambdaimage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // The engines are shell scripts.
class ContainerNetworkTest {

  @TempDir Path directory;

  @Test
  void onLinuxTheMachinesOwnNetworkIsShared() throws Exception {
    for (ContainerEngine engine :
        List.of(
            engine("docker", "echo 'Debian GNU/Linux 12 [name=seccomp,profile=default]'"),
            // Podman by docker's name does not know the words.
            engine("opt/docker", "echo 'can not evaluate field OperatingSystem'; exit 125"),
            engine("podman", "exit 1"))) {
      ContainerNetwork network = ContainerNetwork.of(engine, "Linux");

      assertThat(network.options()).containsExactly("--network", "host");
      assertThat(network.isShared()).isTrue();
      assertThat(network.authority("127.0.0.1:9000")).isEqualTo("127.0.0.1:9000");
    }
  }

  @Test
  void aVirtualMachineHasANameForTheMachineAroundIt() throws Exception {
    for (String os : List.of("Mac OS X", "Windows 11")) {
      assertThat(ContainerNetwork.of(engine("docker", "exit 1"), os).authority("127.0.0.1:9000"))
          .isEqualTo("host.docker.internal:9000");
      assertThat(ContainerNetwork.of(engine("podman", "exit 1"), os).authority("127.0.0.1:9000"))
          .isEqualTo("host.containers.internal:9000");
    }
    ContainerNetwork desktop =
        ContainerNetwork.of(engine("docker", "echo 'Docker Desktop [name=seccomp]'"), "Linux");

    assertThat(desktop.isShared()).isFalse();
    assertThat(desktop.host()).isEqualTo("host.docker.internal");
  }

  @Test
  void dockerWithoutRootIsRefusedWhereNothingWouldBeReached() throws Exception {
    ContainerEngine docker = engine("docker", "echo 'Debian GNU/Linux 12 [name=rootless]'");

    assertThatThrownBy(() -> ContainerNetwork.of(docker, "Linux"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'docker' is rootless", "-Dlambda-image.engine=podman");
  }

  private ContainerEngine engine(String name, String script) throws IOException {
    Path program = directory.resolve(name);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ContainerEngine(name, program);
  }
}
