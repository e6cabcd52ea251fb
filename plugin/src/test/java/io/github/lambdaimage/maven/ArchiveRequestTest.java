package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveRequestTest {

  private static final Path FILE = Path.of("lambda-image.tar");

  @Test
  void namesTheImageAsItWouldBePushed() throws Exception {
    ArchiveRequest request =
        ArchiveRequest.of(
            "registry.example.com:5000/team/orders", Arrays.asList("1.0", null, "latest"), FILE);

    assertThat(request.names())
        .containsExactly(
            "registry.example.com:5000/team/orders:1.0",
            "registry.example.com:5000/team/orders:latest");
    assertThat(request.file()).isEqualTo(FILE);
  }

  @Test
  void needsATag() {
    assertThatThrownBy(() -> ArchiveRequest.of("orders", List.of(), FILE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<tags> is empty.");
  }

  @Test
  void refusesATagThatNoRegistryTakes() {
    assertThatThrownBy(() -> ArchiveRequest.of("orders", List.of("1.0+build"), FILE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
  }
}
