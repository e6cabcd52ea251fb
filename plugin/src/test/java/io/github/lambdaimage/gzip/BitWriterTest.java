package io.github.lambdaimage.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BitWriterTest {

  private final byte[] bytes = new byte[100];
  private final BitWriter out = new BitWriter(bytes);

  @Test
  void fillsBytesFromTheirLowestBit() {
    out.write(0b1, 1);
    out.write(0b10, 2);
    out.write(0b1_0011, 5);
    out.write(0b11, 2);
    out.align();

    assertThat(Arrays.copyOf(bytes, out.length())).containsExactly(0b1001_1101, 0b11);
  }

  @Test
  void holdsManyLongValuesInARow() {
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 20; i++) {
      int value = Integer.MAX_VALUE - 0x1234567 * i;
      out.write(value, 31);
      expected = expected.or(BigInteger.valueOf(value).shiftLeft(31 * i));
    }
    out.align();

    assertThat(out.length()).isEqualTo((20 * 31 + 7) / 8);
    byte[] written = new byte[out.length()];
    for (int i = 0; i < written.length; i++) {
      written[written.length - 1 - i] = bytes[i];
    }
    assertThat(new BigInteger(1, written)).isEqualTo(expected);
  }

  @Test
  void addsNothingWhereAByteEndsAlready() {
    out.write(0xABC, 12);
    out.write(0xD, 4);
    out.align();
    out.align();

    assertThat(out.length()).isEqualTo(2);
  }

  /** Eight bytes are written at once, at the end of eight that are not complete. */
  @Test
  void needsRoomForTwoLongsMoreThanItsBytes() {
    assertThat(out.fits(84, 100)).isTrue();
    assertThat(out.fits(85, 100)).isFalse();

    out.write(1, 16);
    out.align();
    assertThat(out.fits(82, 100)).isTrue();
    assertThat(out.fits(83, 100)).isFalse();
  }

  @Test
  void startsOverWithoutWhatItWrote() {
    out.write(0xFFFFFF, 24);
    out.align();
    out.write(1, 1);
    out.reset();
    out.write(0b100, 3);
    out.align();

    assertThat(out.length()).isEqualTo(1);
    assertThat(bytes[0]).isEqualTo((byte) 0b100);
  }
}
