package io.github.lambdaimage.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import org.junit.jupiter.api.Test;

class ServedImageTest {

  private static final Digest FIRST = Digest.of("first".getBytes(UTF_8));
  private static final Digest SECOND = Digest.of("second".getBytes(UTF_8));

  private final ServedImage served = new ServedImage();

  /** Whoever built the other one. */
  @Test
  void anotherImageIsSetUpOnce() throws Exception {
    assertThat(served.run(FIRST, () -> 1)).isEqualTo(1);

    assertThat(served.runOther(FIRST, () -> 2)).isEmpty();
    assertThat(served.runOther(SECOND, () -> 3)).contains(3);
    assertThat(served.runOther(SECOND, () -> 4)).isEmpty();
    assertThat(served.run(SECOND, () -> 5)).isEqualTo(5);
    assertThat(served.runOther(FIRST, () -> 6)).contains(6);
  }

  @Test
  void oneThatCouldNotBeSetUpIsTriedAgain() throws Exception {
    served.run(FIRST, () -> 1);
    assertThatThrownBy(() -> served.runOther(SECOND, ServedImageTest::fails))
        .hasMessage("The disk is full.");

    assertThat(served.runOther(SECOND, () -> 2)).contains(2);
  }

  private static int fails() throws LambdaImageException {
    throw new LambdaImageException("The disk is full.");
  }
}
