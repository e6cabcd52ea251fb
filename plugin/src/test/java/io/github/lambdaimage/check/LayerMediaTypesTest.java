package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layers of a base Lambda takes. */
class LayerMediaTypesTest {

  private static final Digest DIGEST = Digest.of("layer".getBytes(UTF_8));
  private static final String DOCKER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final String OCI = "application/vnd.oci.image.layer.v1.tar+gzip";

  @Test
  void areInGzipWhateverTheFormatOfTheManifest() throws Exception {
    assertThat(problems(DOCKER, OCI)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                                           has no media type",
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip,    is one that registries do not have",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, is one that registries do not have",
    "application/vnd.oci.image.layer.v1.tar+gzip+encrypted,        is encrypted",
    "application/vnd.oci.image.layer.v1.tar+zstd,                  is compressed with zstd",
    "application/vnd.oci.image.layer.v1.tar,                       is not compressed",
    "application/vnd.example,                                      is of another kind"
  })
  void areRefusedInOtherForms(String type, String fault) throws Exception {
    assertThat(problems(DOCKER, type))
        .containsExactly(
            "Layer 2 ('%s') of the base 'r.test/base:1' %s, and Lambda takes layers in gzip only. Name another base in <from>, or have this one converted."
                .formatted(DIGEST, fault + (type.isEmpty() ? "" : " ('" + type + "')")));
  }

  @Test
  void areRefusedOnceForAllOfThem() throws Exception {
    assertThat(problems("a/b", "a/c")).singleElement().asString().startsWith("Layer 1 ");
  }

  private static List<String> problems(String... types) throws LambdaImageException {
    List<Descriptor> layers = new ArrayList<>();
    for (String type : types) {
      layers.add(new Descriptor(type, DIGEST, 1));
    }
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    LayerMediaTypes.inspect(
        new BaseImage(ImageName.parse("r.test/base:1").at(DIGEST), layers, JsonObject.empty()),
        findings);
    return findings.result(Check.BASE).problems();
  }
}
