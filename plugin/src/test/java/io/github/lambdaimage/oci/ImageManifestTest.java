package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageManifestTest {

  private static final Digest CONFIG = Digest.of("config".getBytes(UTF_8));
  private static final Digest LOW = Digest.of("low".getBytes(UTF_8));
  private static final Digest HIGH = Digest.of("high".getBytes(UTF_8));

  @Test
  void isWrittenInAnOrderThatItsDigestDependsOn() {
    assertThat(manifest(ManifestFormat.OCI).bytes())
        .asString(UTF_8)
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":1,\"digest\":\"%s\"},\"layers\":["
                    .formatted(CONFIG)
                + "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":2,\"digest\":\"%s\"},"
                    .formatted(LOW)
                + "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":3,\"digest\":\"%s\"}]}"
                    .formatted(HIGH));
  }

  @Test
  void hasItsAnnotationsAtTheEndAndInOrder() throws Exception {
    ImageManifest plain = manifest(ManifestFormat.OCI);
    ImageManifest annotated =
        new ImageManifest(
            plain.format(),
            plain.config(),
            plain.layers(),
            new TreeMap<>(Map.of("b", "2", "a", "1")));

    assertThat(annotated.bytes())
        .asString(UTF_8)
        .endsWith("}],\"annotations\":{\"a\":\"1\",\"b\":\"2\"}}");
    assertThat(ImageManifest.parse(annotated.bytes())).isEqualTo(annotated);
  }

  @ParameterizedTest
  @EnumSource
  void isReadAsItIsWritten(ManifestFormat format) throws Exception {
    assertThat(ImageManifest.parse(manifest(format).bytes())).isEqualTo(manifest(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"mediaType\":\"text/plain\","})
  void isOciUnlessItSaysDocker(String mediaType) throws Exception {
    ImageManifest manifest =
        ImageManifest.parse(
            "{%s\"config\":{\"digest\":\"%s\",\"size\":1}}"
                .formatted(mediaType, CONFIG)
                .getBytes(UTF_8));

    assertThat(manifest.format()).isEqualTo(ManifestFormat.OCI);
    assertThat(manifest.layers()).isEmpty();
  }

  @Test
  void namesTheConfigAndThenTheLayersFromTheLowest() {
    assertThat(manifest(ManifestFormat.OCI).blobs()).containsExactly(CONFIG, LOW, HIGH);
  }

  @Test
  void saysWhatIsNoJson() {
    assertThatThrownBy(() -> ImageManifest.parse("<html>".getBytes(UTF_8)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The image's manifest is not a JSON object: ");
  }

  @Test
  void hasAConfig() {
    assertThatThrownBy(() -> ImageManifest.parse("{}".getBytes(UTF_8)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The image's manifest is damaged: its config has no digest. Build the image anew.");
  }

  @Test
  void saysWhichLayerIsDamaged() {
    String layer = "{\"digest\":\"%s\",\"size\":1}".formatted(LOW);
    String document = "{\"config\":%s,\"layers\":[%1$s,{}]}".formatted(layer);

    assertThatThrownBy(() -> ImageManifest.parse(document.getBytes(UTF_8)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The image's manifest is damaged: its layer 2 has no digest. Build the image anew.");
  }

  private static ImageManifest manifest(ManifestFormat format) {
    return new ImageManifest(
        format,
        new Descriptor(format.config(), CONFIG, 1),
        List.of(new Descriptor(format.layer(), LOW, 2), new Descriptor(format.layer(), HIGH, 3)));
  }
}
