package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A body with as many bytes as it says. */
class WholeBodyTest {

  @Test
  void givesItsBytes() throws Exception {
    assertThat(body(3, 1, -1, 0).readAllBytes()).containsExactly(1, -1, 0);
  }

  @Test
  void givesItsBytesOneByOne() throws Exception {
    WholeBody body = body(3, 1, -1, 0);

    assertThat(body.read()).isEqualTo(1);
    assertThat(body.read()).isEqualTo(255);
    assertThat(body.read()).isZero();
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void endsMoreThanOnce() throws Exception {
    WholeBody body = body(1, 1);

    assertThat(body.readAllBytes()).hasSize(1);
    assertThat(body.read(new byte[9])).isEqualTo(-1);
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void failsWhereItEndsTooEarly() {
    assertThatThrownBy(() -> body(5, 1, 2, 3).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("the answer ended after 3 of 5 bytes");
  }

  @Test
  void failsWhereItHasNoByte() {
    assertThatThrownBy(() -> body(1).read())
        .isInstanceOf(IOException.class)
        .hasMessage("the answer ended after 0 of 1 bytes");
  }

  @Test
  void mayBeEmpty() throws Exception {
    assertThat(body(0).read()).isEqualTo(-1);
  }

  private static WholeBody body(long length, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return new WholeBody(new ByteArrayInputStream(content), length);
  }
}
