package io.github.lambdaimage.standin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.registry.Repository;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LambdaBaseTest {

  private final RegistryServer server = RegistryServer.start();
  private final Repository repository = server.repository("lambda/java");
  private final String name = server.authority() + "/lambda/java";

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void hasTheShapeOfAwsOwn() throws IOException {
    LambdaBase.java(17).putSingle(repository, "17-arm64", "arm64");
    PulledImage image = PulledImage.pull(name + ":17-arm64");

    assertThat(LambdaRules.violations(image)).isEmpty();
    assertThat(image.mediaType()).isEqualTo(MediaTypes.DOCKER.manifest());
    assertThat(image.layers()).hasSize(6);
    assertThat(image.config().path("architecture").asText()).isEqualTo("arm64");
    assertThat(image.config("Entrypoint")).hasToString("[\"/lambda-entrypoint.sh\"]");
    assertThat(image.config("Env")).hasSize(6);
    assertThat(image.config("Cmd").isMissingNode()).isTrue();
    assertThat(image.find("lambda-entrypoint.sh").orElseThrow().octalMode()).isEqualTo("0755");
    assertThat(image.text("var/lang/release")).isEqualTo("JAVA_VERSION=\"17\"\n");
  }

  @Test
  void anIndexLeadsToBothArchitectures() throws IOException {
    LambdaBase.java(21).oci().putIndex(repository, "21");
    JsonNode index = repository.manifest("21").orElseThrow().json();
    assertThat(index.path("mediaType").asText()).isEqualTo(MediaTypes.OCI.index());
    assertThat(index.path("manifests")).hasSize(2);
    for (JsonNode manifest : index.path("manifests")) {
      PulledImage image = PulledImage.pull(name + "@" + manifest.path("digest").asText());
      assertThat(image.config().path("architecture"))
          .isEqualTo(manifest.path("platform").path("architecture"));
    }
    assertThatThrownBy(() -> PulledImage.pull(name + ":21")).hasMessageContaining("is an index");
  }

  @Test
  void anIndexCanLieAboutAnArchitecture() throws IOException {
    LambdaBase.java(17).putIndex(repository, "17", Map.of("arm64", "amd64"));
    JsonNode manifest = repository.manifest("17").orElseThrow().json().path("manifests").path(0);
    PulledImage image = PulledImage.read(repository, manifest.path("digest").asText());
    assertThat(manifest.path("platform").path("architecture").asText()).isEqualTo("arm64");
    assertThat(image.config().path("architecture").asText()).isEqualTo("amd64");
  }

  @Test
  void theSameBaseHasTheSameDigest() {
    LambdaBase base = LambdaBase.java(17);
    assertThat(base.putIndex(server.repository("copy"), "17"))
        .isEqualTo(base.putIndex(repository, "17"))
        .isNotEqualTo(base.released("2026.02.01").putIndex(repository, "17"));
  }
}
