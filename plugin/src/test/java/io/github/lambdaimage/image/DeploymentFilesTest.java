package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.oci.Digest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentFilesTest {

  private static final Digest DIGEST = Digest.of("manifest".getBytes(UTF_8));
  private final ImageSummary published =
      TestLayout.bare(
          new Publication("r.test", "orders", List.of("1.0"), List.of()), List.of(), null);

  @TempDir Path directory;

  DeploymentFilesTest() throws Exception {}

  @Test
  void everyToolIsToldTheDigestAndTheArchitecture() throws Exception {
    DeploymentFiles.write(directory, published);

    assertThat(DeploymentFiles.areThere(directory)).isTrue();
    assertThat(directory.resolve("image.tfvars.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            "{\"image_uri\": \"r.test/orders@%s\", \"architecture\": \"x86_64\"}"
                .formatted(DIGEST));
    assertThat(directory.resolve("image.parameters.json"))
        .hasContent(
            """
            [
              "ImageUri=r.test/orders@%s",
              "Architecture=x86_64"
            ]
            """
                .formatted(DIGEST));
  }

  @Test
  void nothingStaysOfThem() throws Exception {
    DeploymentFiles.write(directory, published);
    DeploymentFiles.delete(directory);

    assertThat(directory).isEmptyDirectory();
  }
}
