package io.github.lambdaimage.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedImageTest {

  private static final Digest FIRST = Digest.of("first".getBytes(UTF_8));
  private static final Digest SECOND = Digest.of("second".getBytes(UTF_8));

  private final ServedImage served = new ServedImage();

  /** Whoever built the other one. */
  @Test
  void anotherImageIsSetUpOnce() throws Exception {
    assertThat(served.run(FIRST, Map.of(), () -> 1)).isEqualTo(1);

    assertThat(served.runOther(FIRST, Map.of(), () -> 2)).isEmpty();
    assertThat(served.runOther(SECOND, Map.of(), () -> 3)).contains(3);
    assertThat(served.runOther(SECOND, Map.of(), () -> 4)).isEmpty();
    assertThat(served.run(SECOND, Map.of(), () -> 5)).isEqualTo(5);
    assertThat(served.runOther(FIRST, Map.of(), () -> 6)).contains(6);
  }

  @Test
  void oneThatCouldNotBeSetUpIsTriedAgain() throws Exception {
    served.run(FIRST, Map.of(), () -> 1);
    assertThatThrownBy(() -> served.runOther(SECOND, Map.of(), ServedImageTest::fails))
        .hasMessage("The disk is full.");

    assertThat(served.runOther(SECOND, Map.of(), () -> 2)).contains(2);
  }

  @Test
  void theSameImageIsSetUpAgainForOtherVariables() throws Exception {
    served.run(FIRST, Map.of(), () -> 1);

    assertThat(served.runOther(FIRST, Map.of("STAGE", "a"), () -> 2)).contains(2);
    assertThat(served.runOther(FIRST, Map.of("STAGE", "a"), () -> 3)).isEmpty();
    assertThat(served.runOther(FIRST, Map.of("STAGE", "b"), () -> 4)).contains(4);
    assertThat(served.runOther(FIRST, Map.of(), () -> 5)).contains(5);
  }

  private static int fails() throws LambdaImageException {
    throw new LambdaImageException("The disk is full.");
  }
}
