package io.github.lambdaimage.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFormatTest {

  private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  @Test
  void isCalledAsTheUserWritesIt() throws Exception {
    assertThat(ManifestFormat.parse("docker")).isEqualTo(ManifestFormat.DOCKER);
    assertThat(ManifestFormat.parse("oci")).isEqualTo(ManifestFormat.OCI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OCI", "docker ", "v2"})
  void isNothingElse(String name) {
    assertThatThrownBy(() -> ManifestFormat.parse(name))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<format> '%s' is unknown. Use 'docker' (image manifest version 2, schema 2) or 'oci'.",
            name);
  }

  @Test
  void hasItsMediaTypes() {
    assertThat(ManifestFormat.DOCKER.manifest())
        .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    assertThat(ManifestFormat.DOCKER.config())
        .isEqualTo("application/vnd.docker.container.image.v1+json");
    assertThat(ManifestFormat.DOCKER.layer()).isEqualTo(DOCKER_LAYER);
    assertThat(ManifestFormat.OCI.manifest())
        .isEqualTo("application/vnd.oci.image.manifest.v1+json");
    assertThat(ManifestFormat.OCI.config()).isEqualTo("application/vnd.oci.image.config.v1+json");
    assertThat(ManifestFormat.OCI.layer()).isEqualTo(OCI_LAYER);
  }

  @Test
  void callsAGzipLayerOfABaseByItsOwnName() {
    for (String layer : new String[] {DOCKER_LAYER, OCI_LAYER}) {
      assertThat(ManifestFormat.DOCKER.layerLike(layer)).isEqualTo(DOCKER_LAYER);
      assertThat(ManifestFormat.OCI.layerLike(layer)).isEqualTo(OCI_LAYER);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.diff.tar"
      })
  void leavesAnyOtherLayerItsName(String layer) {
    assertThat(ManifestFormat.DOCKER.layerLike(layer)).isEqualTo(layer);
    assertThat(ManifestFormat.OCI.layerLike(layer)).isEqualTo(layer);
  }
}
