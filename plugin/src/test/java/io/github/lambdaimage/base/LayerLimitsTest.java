package io.github.lambdaimage.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The bytes that {@link LayerBounds} lets through, and the first that it does not. */
class LayerLimitsTest {

  private static final String TOO_LARGE =
      "it unpacks to more than 100 B, and Lambda accepts no such image";
  private static final String TOO_LONG = "the name of a file in it is longer than any system takes";

  @Test
  void letEachByteThroughAsItIs() throws Exception {
    InputStream in = limited(new byte[] {0, (byte) 0xFF}, 100);

    assertThat(new int[] {in.read(), in.read(), in.read()}).containsExactly(0, 255, -1);
  }

  @Test
  void letAsManyBytesThroughAsAnImageMayHave() throws Exception {
    assertThat(limited(new byte[100], 100).readAllBytes()).hasSize(100);
    assertThatThrownBy(() -> limited(new byte[101], 100).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage(TOO_LARGE);
  }

  @Test
  void letHeadersOfAMegabyteThrough() throws Exception {
    int longest = LayerBounds.LONGEST_HEADER;

    assertThat(limited(new byte[longest], 2L * longest).readAllBytes()).hasSize(longest);
    assertThatThrownBy(() -> limited(new byte[longest + 1], 2L * longest).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage(TOO_LONG);
  }

  @Test
  void letTheContentOfAFileThroughAndTheHeadersOfTheNext() throws Exception {
    int longest = LayerBounds.LONGEST_HEADER;
    LayerBounds in = limited(new byte[10 + 5 + longest + 1], 2L * longest);

    in.readNBytes(10);
    in.expect(5);
    assertThat(in.readNBytes(5 + longest)).hasSize(5 + longest);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage(TOO_LONG);
  }

  @Test
  void countWhatIsSkipped() throws Exception {
    LayerBounds in = limited(new byte[101], 100);

    assertThat(in.skip(99)).isEqualTo(99);
    assertThat(in.read()).isZero();
    assertThatThrownBy(() -> in.skip(1)).isInstanceOf(IOException.class).hasMessage(TOO_LARGE);
  }

  @Test
  void skipNothingBackwardsOrBehindTheEnd() throws Exception {
    LayerBounds in = limited(new byte[] {1}, 100);

    assertThat(in.skip(0)).isZero();
    assertThat(in.skip(-1)).isZero();
    assertThat(in.read()).isEqualTo(1);
    assertThat(in.skip(1)).isZero();
  }

  /** Bytes that are read again would count twice. */
  @Test
  void cannotGoBack() {
    assertThat(limited(new byte[1], 100).markSupported()).isFalse();
  }

  private static LayerBounds limited(byte[] bytes, long largest) {
    return new LayerBounds(new ByteArrayInputStream(bytes), largest);
  }
}
