package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestDocumentTest {

  private static final Digest DIGEST = Digest.of("layer".getBytes(UTF_8));

  @Test
  void speaksOneFormatWhateverTheBaseSpeaks() throws Exception {
    BaseImage base = TestFunction.base(ImageName.parse("r.test/base").at(DIGEST));
    BuiltLayer own = new BuiltLayer("classes", new LayerBlob(DIGEST, DIGEST, 1, 2), false);

    ImageManifest oci =
        ManifestDocument.of(ManifestFormat.OCI, "{}".getBytes(UTF_8), base, List.of(own));

    assertThat(oci.config().mediaType()).isEqualTo("application/vnd.oci.image.config.v1+json");
    assertThat(oci.layers())
        .extracting(Descriptor::mediaType)
        .containsOnly("application/vnd.oci.image.layer.v1.tar+gzip");
    assertThat(ImageManifest.parse(oci.bytes())).isEqualTo(oci);
  }

  @ParameterizedTest
  @CsvSource({
    "r.test/base:1,              r.test/base:1",
    "r.test/base:1@DIGEST,       r.test/base:1",
    "r.test/base@DIGEST,         r.test/base@DIGEST",
    "eclipse-temurin:21-jre,     docker.io/library/eclipse-temurin:21-jre",
    "r.test/base,                r.test/base:latest"
  })
  void namesTheBaseInOciAnnotationsForThoseWhoRebase(String from, String name) throws Exception {
    BaseImage base =
        TestFunction.base(ImageName.parse(from.replace("DIGEST", "" + DIGEST)).at(DIGEST));

    assertThat(ManifestDocument.of(ManifestFormat.OCI, new byte[0], base, List.of()).annotations())
        .containsExactly(
            entry("org.opencontainers.image.base.digest", DIGEST.toString()),
            entry("org.opencontainers.image.base.name", name.replace("DIGEST", "" + DIGEST)));
  }

  @Test
  void saysNothingOfTheKindInDockersFormat() throws Exception {
    BaseImage base = TestFunction.base(ImageName.parse("r.test/base:1").at(DIGEST));
    ImageManifest docker = ManifestDocument.of(ManifestFormat.DOCKER, new byte[0], base, List.of());

    assertThat(docker.bytes()).asString(UTF_8).doesNotContain("annotations");
  }

  @Test
  void givesNoOtherNameToALayerThatIsNotGzip() {
    String zstd = "application/vnd.oci.image.layer.v1.tar+zstd";

    assertThat(ManifestFormat.DOCKER.layerLike(zstd)).isEqualTo(zstd);
  }

  @Test
  void isAsLargeAsItWasSaidToBecome() throws Exception {
    BaseImage base = TestFunction.base(ImageName.parse("r.test/base").at(DIGEST));
    BuiltLayer own = new BuiltLayer("classes", new LayerBlob(DIGEST, DIGEST, 12_345_678, 2), false);

    int size = ManifestDocument.sizeOf(ManifestFormat.DOCKER, base, 3);

    assertThat(
            ManifestDocument.of(
                    ManifestFormat.DOCKER, new byte[10_000], base, Collections.nCopies(3, own))
                .bytes())
        .hasSize(size);
  }

  @Test
  void refusesABaseOfAnotherArchitectureEvenWithoutAnIndex() throws Exception {
    ImageName name = ImageName.parse("r.test/base:1").at(DIGEST);
    BaseImage arm = TestFunction.base(name);

    assertThatThrownBy(
            () -> BaseImage.of(name, JsonObject.empty(), arm.config(), Architecture.X86_64))
        .hasMessage(
            "The base image 'r.test/base:1' is built for 'linux/arm64', but <architecture> 'x86_64' needs 'linux/amd64'. Name a base of that architecture in <from>, or change <architecture>.");
  }

  @Test
  void refusesTheBaseThatIsNone() {
    assertThatThrownBy(() -> ImageName.parse("scratch"))
        .hasMessage(
            "'scratch' names no image of a registry, and a function needs one with a runtime.");
  }

  @Test
  void saysWhatAnImageNameLooksLike() {
    assertThatThrownBy(() -> ImageName.parse("Not A Name"))
        .hasMessage(
            "'Not A Name' is not the name of an image. Write it as 'registry/repository:tag' or 'registry/repository@sha256:…', the repository in lower case.");
  }
}
