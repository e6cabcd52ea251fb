package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {

  private static final String HEX =
      "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
  private static final Digest ONE = Digest.of("content".getBytes(UTF_8));
  private static final Digest OTHER = Digest.of("other".getBytes(UTF_8));

  @Test
  void isReadAsItIsWritten() throws Exception {
    assertThat(ONE).hasToString("sha256:" + HEX);
    assertThat(Digest.parse("sha256:" + HEX)).isEqualTo(ONE).hasSameHashCodeAs(ONE);
    assertThat(ONE).isNotEqualTo(OTHER).isNotEqualTo(HEX);
    assertThat(ONE.hashCode()).isNotEqualTo(OTHER.hashCode());
  }

  @Test
  void isNothingElse() {
    for (String text :
        List.of(
            "",
            HEX,
            "sha256:",
            "sha512:" + HEX,
            "sha256:" + HEX.substring(1),
            "sha256:" + HEX + "0",
            "sha256:" + HEX.replace('e', 'E'),
            "sha256:" + HEX.replace('e', 'g'),
            "sha256:" + HEX.replace('e', '/'),
            "sha256:" + HEX.replace('e', ':'),
            "sha256:" + HEX.replace('e', '`'))) {
      assertThatThrownBy(() -> Digest.parse(text))
          .isInstanceOf(LambdaImageException.class)
          .hasMessage(
              "'%s' is not a digest of the form 'sha256:' and 64 hexadecimal digits.", text);
    }
  }

  @Test
  void isFoundInATextThatIsOneAndInNoOther() {
    assertThat(Digest.find("sha256:" + HEX)).contains(ONE);
    assertThat(Digest.find(HEX)).isEmpty();
  }

  @Test
  void tellsNamesApartThatDifferInAnything() throws Exception {
    ImageName name = ImageName.parse("r.test/a:1").at(ONE);

    assertThat(ImageName.parse("r.test/a:1").at(ONE)).isEqualTo(name).hasSameHashCodeAs(name);
    for (ImageName other :
        List.of(
            name.at(OTHER),
            ImageName.parse("r.test/a:1"),
            new ImageName("b", name.registry(), name.repository(), "1", ONE),
            new ImageName(name.text(), "s.test", name.repository(), "1", ONE),
            new ImageName(name.text(), name.registry(), "b", "1", ONE),
            new ImageName(name.text(), name.registry(), name.repository(), null, ONE))) {
      assertThat(other).isNotEqualTo(name);
    }
    assertThat(name).isNotEqualTo("r.test/a:1");
  }

  @Test
  void tellsLayersApartThatDifferInAnything() {
    LayerBlob blob = new LayerBlob(ONE, OTHER, 1, 2);

    assertThat(new LayerBlob(ONE, OTHER, 1, 2)).isEqualTo(blob).hasSameHashCodeAs(blob);
    assertThat(new LayerBlob(OTHER, OTHER, 1, 2)).isNotEqualTo(blob);
    assertThat(new LayerBlob(ONE, ONE, 1, 2)).isNotEqualTo(blob);
    assertThat(new LayerBlob(ONE, OTHER, 2, 2)).isNotEqualTo(blob);
    assertThat(new LayerBlob(ONE, OTHER, 1, 1)).isNotEqualTo(blob);
    assertThat(blob).isNotEqualTo(ONE);
  }
}
