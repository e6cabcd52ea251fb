package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.Digest;
import org.junit.jupiter.api.Test;

class LayerBlobTest {

  private static final Digest TAR = Digest.of("tar".getBytes(UTF_8));
  private static final Digest GZIP = Digest.of("gzip".getBytes(UTF_8));

  private final LayerBlob blob = new LayerBlob(TAR, GZIP, 10, 20);

  @Test
  void equalsWhatHasTheSameDigestsAndSizes() {
    assertThat(new LayerBlob(TAR, GZIP, 10, 20)).isEqualTo(blob).hasSameHashCodeAs(blob);
  }

  @Test
  void differsInEachOfThem() {
    assertThat(
            new LayerBlob[] {
              new LayerBlob(GZIP, GZIP, 10, 20),
              new LayerBlob(TAR, TAR, 10, 20),
              new LayerBlob(TAR, GZIP, 11, 20),
              new LayerBlob(TAR, GZIP, 10, 21)
            })
        .doesNotContain(blob);
    assertThat(blob).isNotEqualTo(null);
  }

  @Test
  void hasAnotherHashForAnotherBlob() {
    assertThat(new LayerBlob(TAR, TAR, 10, 20)).doesNotHaveSameHashCodeAs(blob);
  }
}
