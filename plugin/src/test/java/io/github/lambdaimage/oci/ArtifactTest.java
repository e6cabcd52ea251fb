package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final Artifact BILL =
      Artifact.of("application/vnd.cyclonedx+json", "application/json", "bill.json", CONTENT);

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "application/vnd.cyclonedx+json", " text/plain\n"})
  void hasAMediaTypeAsItsType(String text) throws Exception {
    assertThat(Artifact.type("type", text)).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "json", "/json", "text/", "/", "a/b/c", "a//b", "text/plain;a=b", "a/b c"})
  void hasNothingElseAsItsType(String text) {
    assertThatThrownBy(() -> Artifact.type("type", text))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<type> '%s' is not a media type. Write it as in 'application/vnd.cyclonedx+json', without parameters.",
            text);
  }

  @Test
  void saysWhatItIsAndWhatItsBytesAre() {
    assertThat(BILL.type()).isEqualTo("application/vnd.cyclonedx+json");
    assertThat(BILL.mediaType()).isEqualTo("application/json");
    assertThat(BILL.name()).isEqualTo("bill.json");
    assertThat(BILL.content()).isEqualTo(CONTENT);
    assertThat(BILL.descriptor()).isEqualTo(Descriptor.of("application/json", CONTENT));
  }

  @Test
  void keepsItsBytesWhateverOthersDoWithTheirs() {
    byte[] given = CONTENT.clone();
    Artifact artifact = Artifact.of("a/b", "a/b", "a", given);

    given[0] = 0;
    artifact.content()[1] = 0;

    assertThat(artifact.content()).isEqualTo(CONTENT);
  }

  @Test
  void isTheSameWithOtherBytes() {
    byte[] other = "other".getBytes(UTF_8);

    Artifact changed = BILL.with(other);

    assertThat(changed.content()).isEqualTo(other);
    assertThat(changed.descriptor().digest()).isEqualTo(Digest.of(other));
    assertThat(changed.type()).isEqualTo(BILL.type());
    assertThat(changed.mediaType()).isEqualTo(BILL.mediaType());
    assertThat(changed.name()).isEqualTo(BILL.name());
  }
}
