package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;

class DescriptorTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @Test
  void describesBytes() {
    assertThat(Descriptor.of("text/plain", CONTENT))
        .isEqualTo(new Descriptor("text/plain", Digest.of(CONTENT), 7));
  }

  @Test
  void isReadAsItIsWritten() throws Exception {
    Descriptor descriptor = new Descriptor("text/plain", Digest.of(CONTENT), 8_589_934_592L);

    assertThat(descriptor.json().bytes())
        .asString(UTF_8)
        .isEqualTo(
            "{\"mediaType\":\"text/plain\",\"size\":8589934592,\"digest\":\"%s\"}"
                .formatted(Digest.of(CONTENT)));
    assertThat(Descriptor.parse(descriptor.json())).isEqualTo(descriptor);
  }

  @Test
  void isOfNoSizeIfItSaysNone() throws Exception {
    assertThat(Descriptor.parse(JsonObject.empty().with("digest", Digest.of(CONTENT).toString())))
        .isEqualTo(new Descriptor("null", Digest.of(CONTENT), 0));
  }

  @Test
  void hasADigest() {
    assertThatThrownBy(() -> Descriptor.parse(JsonObject.empty().with("digest", "sha256:1")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("'sha256:1' is not a digest");
  }
}
