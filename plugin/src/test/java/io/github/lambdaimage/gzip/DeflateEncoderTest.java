package io.github.lambdaimage.gzip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.Digest;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's inflater judges: it refuses incomplete codes, and distances before the beginning. */
class DeflateEncoderTest {

  private static final int SIZE = 200_000;

  /** So many literals and matches make a block with codes of its own. */
  private static final int TOKENS = 32_768;

  private final byte[] out = new byte[2 * SIZE];
  private final DeflateEncoder encoder = new DeflateEncoder(out);

  @ParameterizedTest
  @MethodSource("inputs")
  void canBeInflated(byte[] input) throws DataFormatException {
    assertThat(inflate(encode(input))).isEqualTo(input);
  }

  static Stream<byte[]> inputs() {
    return Stream.of(
            Stream.of(0, 1, 11, 12, 13, 100, TOKENS, TOKENS + 6, SIZE)
                .map(DeflateEncoderTest::random),
            Stream.of(1, 2, 3, 13, 258, 259, 32_768, 32_769).map(DeflateEncoderTest::periodic),
            Stream.of(2, 3, 7, 50, 255).map(DeflateEncoderTest::ofSoManySymbols),
            Stream.of(fibonacci(), longCopies()),
            Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).map(DeflateEncoderTest::patchwork))
        .flatMap(inputs -> inputs);
  }

  /** If these bytes change, so does the digest of every image that anybody built before. */
  @Test
  void writesTheSameBytesOnEveryMachine() {
    byte[] input = patchwork(2026);

    assertThat(Digest.of(encode(input)).hex())
        .isEqualTo("33498ac1198f84262b6363d8dbaaf59174f18759cae996829d9c0798963ebb40");
  }

  @Test
  void compressesAsWellAsZlibsFastestLevel() {
    byte[] log =
        "2026-01-01T00:00:00Z INFO order 4711 priced at 19.99\n".repeat(3000).getBytes(UTF_8);

    assertThat(encode(Arrays.copyOf(log, 150_000)).length).isLessThan(2_000);
  }

  @Test
  void saysWhenTheResultWouldBeTooLong() {
    byte[] input = random(SIZE);

    assertThat(encoder.encode(input, 0, SIZE, SIZE)).isEqualTo(-1);
    assertThat(encoder.encode(input, 0, SIZE, 1_000)).isEqualTo(-1);
    assertThat(encoder.encode(random(TOKENS + 6), 0, TOKENS + 6, 1_000)).isEqualTo(-1);
  }

  /** The array is as long as the limit: nothing may be written beyond it. */
  @ParameterizedTest
  @MethodSource("inputs")
  void keepsToItsLimitAndNeedsLittleMoreThanItTakes(byte[] input) {
    int length = encode(input).length;

    for (int missing : new int[] {1, 30, 200, 400, 800}) {
      int limit = Math.max(0, length - missing);
      DeflateEncoder limited = new DeflateEncoder(new byte[limit]);
      assertThat(limited.encode(input, 0, input.length, limit)).isEqualTo(-1);
    }
    int enough = length + 450;
    DeflateEncoder limited = new DeflateEncoder(new byte[enough]);
    assertThat(limited.encode(input, 0, input.length, enough)).isEqualTo(length);
  }

  @Test
  void forgetsWhatDidNotFit() {
    encoder.encode(random(SIZE), 0, SIZE, 1_000);
    byte[] input = patchwork(1);

    int length = encoder.encode(input, 0, SIZE, out.length);

    assertThat(Arrays.copyOf(out, length)).isEqualTo(encode(input));
  }

  @Test
  void findsWhatRepeatsAsFarAwayAsDeflateCanSay() {
    assertThat(encode(periodic(32_768)).length).isLessThan(40_000);
    assertThat(encode(periodic(32_769)).length).isGreaterThan(SIZE);
  }

  /** There eight bytes cannot be read at once. */
  @Test
  void findsNothingInTheLastTwelveBytes() {
    assertThat(encode("abcdefghijkl".repeat(2).getBytes(UTF_8)).length)
        .isGreaterThan(encode("abcdefghijklm".repeat(2).getBytes(UTF_8)).length);
  }

  /**
   * For one letter: 3 bits, 14 for the numbers of codes, 18 times 3 for the lengths of lengths; 6
   * lengths of a bit, of which 3 have 7 more bits; the letter, the end. With the 3 bits of the
   * block after it these are 13 bytes, and 4 more are its length.
   */
  @Test
  void describesNoMoreCodesThanItNeeds() {
    assertThat(encode(new byte[] {'a'})).hasSize(13 + 4);
  }

  @Test
  void encodesAPartOfAnArrayAsIfItWereAll() {
    byte[] input = patchwork(1);
    byte[] part = Arrays.copyOfRange(input, 1000, 90_000);

    int length = encoder.encode(input, 1000, 90_000, out.length);

    assertThat(Arrays.copyOf(out, length)).isEqualTo(encode(part));
  }

  private byte[] encode(byte[] input) {
    DeflateEncoder fresh = new DeflateEncoder(out);
    byte[] saved = out.clone();
    int length = fresh.encode(input, 0, input.length, out.length);
    byte[] result = Arrays.copyOf(out, length);
    System.arraycopy(saved, 0, out, 0, saved.length);
    return result;
  }

  private static byte[] inflate(byte[] deflated) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    byte[] end = {3, 0};
    byte[] stream = Arrays.copyOf(deflated, deflated.length + end.length);
    System.arraycopy(end, 0, stream, deflated.length, end.length);
    inflater.setInput(stream);
    byte[] result = new byte[2 * SIZE];
    int length = 0;
    while (!inflater.finished()) {
      length += inflater.inflate(result, length, result.length - length);
    }
    assertThat(inflater.getRemaining()).isZero();
    inflater.end();
    return Arrays.copyOf(result, length);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] periodic(int period) {
    byte[] bytes = new byte[SIZE];
    byte[] once = random(period);
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = once[i % period];
    }
    return bytes;
  }

  private static byte[] ofSoManySymbols(int symbols) {
    Random random = new Random(symbols);
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) random.nextInt(symbols);
    }
    return bytes;
  }

  /** Frequencies for which an unlimited Huffman code would be deeper than fifteen bits. */
  private static byte[] fibonacci() {
    byte[] bytes = new byte[30_000];
    int next = 0;
    int before = 1;
    int frequency = 1;
    for (byte symbol = 0; next < bytes.length; symbol++) {
      for (int i = 0; i < frequency && next < bytes.length; i++) {
        bytes[next++] = symbol;
      }
      int sum = before + frequency;
      before = frequency;
      frequency = sum;
    }
    Random random = new Random(1);
    for (int i = bytes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte value = bytes[i];
      bytes[i] = bytes[other];
      bytes[other] = value;
    }
    return bytes;
  }

  /** Hardly anything but matches that have many extra bits. */
  private static byte[] longCopies() {
    Random random = new Random(1);
    byte[] bytes = Arrays.copyOf(random(2_000), SIZE);
    for (int next = 2_000; next < SIZE; ) {
      int length = Math.min(131 + random.nextInt(127), SIZE - next);
      System.arraycopy(bytes, random.nextInt(2_000 - length), bytes, next, length);
      next += length;
    }
    return bytes;
  }

  /** Copies from near and far between noise of changing character. */
  private static byte[] patchwork(int seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[SIZE];
    int next = 0;
    while (next < SIZE) {
      int length = Math.min(1 + random.nextInt(600), SIZE - next);
      if (next > 0 && random.nextBoolean()) {
        int from = next - 1 - random.nextInt(Math.min(next, 70_000));
        for (int i = 0; i < length; i++) {
          bytes[next++] = bytes[from + i];
        }
      } else {
        int symbols = 1 + random.nextInt(256);
        for (int i = 0; i < length; i++) {
          bytes[next++] = (byte) random.nextInt(symbols);
        }
      }
    }
    return bytes;
  }
}
