package io.github.lambdaimage.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedSizeTest {

  @Test
  void isExactForALayerOfOneMember() throws Exception {
    byte[] zeros = new byte[3_000_000];
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);

    assertThat(of(BaseLayer.gzip(zeros))).isEqualTo(new UnpackedSize(3_000_000, true));
    assertThat(of(BaseLayer.gzip(noise))).isEqualTo(new UnpackedSize(300_000, true));
    assertThat(of(BaseLayer.gzip(new byte[0]))).isEqualTo(UnpackedSize.NONE);
  }

  @Test
  void isAtLeastTheCompressedSizeWhereThereAreSeveralMembers() throws Exception {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(BaseLayer.gzip(noise));
    members.write(BaseLayer.gzip(new byte[0]));

    assertThat(of(members.toByteArray())).isEqualTo(new UnpackedSize(members.size(), false));
  }

  @ParameterizedTest
  @CsvSource({
    // Small enough to be sure of, and not.
    "  268435455,  900000000,  900000000, true",
    "  268435456,  900000000,  900000000, false",
    // Larger than its count: the count has begun again.
    "  900000000,     512000, 4295479296, false",
    " 4500000000,  100000000, 8689934592, false",
    " 5000000000, 4000000000, 8294967296, false",
    // Incompressible, with the little that compression adds.
    "  900045000,  900000000,  900000000, false",
    "  900901024,  900000000,  900000000, false",
    "  900901025,  900000000, 5194967296, false",
    // The last member of an eStargz is empty.
    "  900000000,          0,  900000000, false"
  })
  void isTheLeastThatFitsTheCompressedSize(
      long compressed, long trailer, long bytes, boolean exact) {
    assertThat(UnpackedSize.ofGzip(compressed, trailer)).isEqualTo(new UnpackedSize(bytes, exact));
  }

  /** What a manifest calls a size may be any number: counting up to it took for ever. */
  @ParameterizedTest
  @Timeout(10)
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 2, 1L << 60})
  void isFoundForAnySize(long compressed) {
    for (long trailer : new long[] {1, 100, (1L << 32) - 1}) {
      UnpackedSize size = UnpackedSize.ofGzip(compressed, trailer);

      assertThat(size.exact()).isFalse();
      assertThat(size.bytes())
          .isGreaterThan(compressed / 1002 * 1000)
          .isLessThan(compressed / 1001 * 1000 + (1L << 32) + 1000);
      assertThat(size.bytes() % (1L << 32)).isEqualTo(trailer);
    }
  }

  @Test
  void isExactInSumWhereAllAre() {
    UnpackedSize exact = new UnpackedSize(2, true);

    assertThat(exact.plus(exact)).isEqualTo(new UnpackedSize(4, true));
    assertThat(exact.plus(new UnpackedSize(3, false))).isEqualTo(new UnpackedSize(5, false));
  }

  private static UnpackedSize of(byte[] gzip) {
    int trailer = ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN).getInt(gzip.length - 4);
    return UnpackedSize.ofGzip(gzip.length, Integer.toUnsignedLong(trailer));
  }
}
