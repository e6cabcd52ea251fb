package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArtifactManifestTest {

  private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final Artifact BILL =
      Artifact.of(
          "application/vnd.cyclonedx+json", "text/plain", "bill.json", "content".getBytes(UTF_8));
  private static final Descriptor IMAGE =
      Descriptor.of("application/vnd.docker.distribution.manifest.v2+json", "i".getBytes(UTF_8));
  private static final ArtifactManifest MANIFEST = ArtifactManifest.of(BILL, IMAGE);

  /** As OCI's guidelines for artifacts want it. */
  @Test
  void isWrittenInAnOrderThatItsDigestDependsOn() {
    assertThat(MANIFEST.bytes())
        .asString(UTF_8)
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"artifactType\":\"application/vnd.cyclonedx+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"size\":2,"
                + "\"digest\":\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"},"
                + "\"layers\":[{\"mediaType\":\"text/plain\",\"size\":7,\"digest\":\"%s\","
                    .formatted(Digest.of(BILL.content()))
                + "\"annotations\":{\"org.opencontainers.image.title\":\"bill.json\"}}],"
                + "\"subject\":{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"%s\"}}"
                    .formatted(IMAGE.mediaType(), IMAGE.digest()));
    assertThat(MANIFEST.digest()).isEqualTo(Digest.of(MANIFEST.bytes()));
    assertThat(MANIFEST.mediaType()).isEqualTo(OCI_MANIFEST);
  }

  @Test
  void isOneForTheSameDocumentOfTheSameImage() {
    assertThat(ArtifactManifest.of(BILL, IMAGE).digest()).isEqualTo(MANIFEST.digest());
    assertThat(ArtifactManifest.of(BILL.with(new byte[1]), IMAGE).digest())
        .isNotEqualTo(MANIFEST.digest());
  }

  @Test
  void namesTheBlobsThatARegistryMustHaveBefore() {
    assertThat(ArtifactManifest.config().digest())
        .isEqualTo(Digest.of(ArtifactManifest.configBytes()));
    assertThat(MANIFEST.layer().digest()).isEqualTo(Digest.of(BILL.content()));
    assertThat(MANIFEST.artifact()).isEqualTo(BILL);
    assertThat(MANIFEST.subject()).isEqualTo(IMAGE);
  }

  @Test
  void isListedWithItsTypeAmongTheReferrersOfTheImage() {
    assertThat(MANIFEST.listed().bytes())
        .asString(UTF_8)
        .isEqualTo(
            "{\"mediaType\":\"%s\",\"size\":%s,\"digest\":\"%s\",\"artifactType\":\"application/vnd.cyclonedx+json\"}"
                .formatted(OCI_MANIFEST, MANIFEST.bytes().length, MANIFEST.digest()));
  }
}
