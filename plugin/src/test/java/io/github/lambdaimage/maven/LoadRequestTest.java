package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // What is a program there, its name tells.
class LoadRequestTest {

  @TempDir Path programs;

  @Test
  void takesTheEngineThatIsThere() throws Exception {
    Path podman = Files.createFile(programs.resolve("podman"));
    assertThat(podman.toFile().setExecutable(true)).isTrue();

    LoadRequest request = request("1.0", null, "x86_64");

    assertThat(request.engine().name()).isEqualTo("podman");
    assertThat(request.names()).containsExactly("orders:1.0");
    assertThat(request.architecture()).isEqualTo(Architecture.X86_64);
  }

  @Test
  void needsAnEngine() {
    assertThatThrownBy(() -> request("1.0", null, "arm64"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("There is no container engine on the PATH");
    assertThatThrownBy(() -> request("1.0", "ship", "arm64"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<engine> 'ship' is not a program");
  }

  @Test
  void refusesATagThatNoRegistryTakes() {
    assertThatThrownBy(() -> request("1.0+build", null, "arm64"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
  }

  private LoadRequest request(String tag, @Nullable String engine, String architecture)
      throws LambdaImageException {
    return LoadRequest.of(
        "orders", List.of(tag), engine, architecture, Map.of("PATH", programs.toString()));
  }
}
