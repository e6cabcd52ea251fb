package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargestLayerTest {

  private static final long MOST = 200L * 1024 * 1024 * 1024;
  private static final Digest DIGEST = Digest.of(new byte[0]);

  @Test
  void takesWhatEcrTakes() {
    assertThatCode(() -> LargestLayer.check(manifest(MOST))).doesNotThrowAnyException();
  }

  @Test
  void refusesMore() {
    assertThatThrownBy(() -> LargestLayer.check(manifest(MOST + 1)))
        .hasMessage(
            "The layer '%s' has 200 GiB and 1 bytes; Amazon ECR takes 200 GiB at most. Leave some of its files out of <extraFiles>, or keep them in S3."
                .formatted(DIGEST));
  }

  private static ImageManifest manifest(long size) {
    return new ImageManifest(
        ManifestFormat.DOCKER,
        new Descriptor("config", DIGEST, 1),
        List.of(new Descriptor("layer", DIGEST, 1), new Descriptor("layer", DIGEST, size)));
  }
}
