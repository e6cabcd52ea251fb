package io.github.lambdaimage.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProspectTest {

  private static final int SIZE = DeflateBlock.SIZE;
  private static final int PIECE = 24 * 1024;

  /** Where the four pieces of a whole block begin that are looked at. */
  private static final int[] PIECES = {0, 122_880, 245_760, SIZE - PIECE};

  private static final byte[] NOISE = new byte[SIZE];

  static {
    new Random(1).nextBytes(NOISE);
  }

  private final Prospect prospect = new Prospect();

  @Test
  void isPoorForNoise() {
    assertThat(prospect.isPoor(noise(), SIZE)).isTrue();
  }

  @Test
  void isGoodForWhatHasFewSymbols() {
    assertThat(prospect.isPoor(new byte[SIZE], SIZE)).isFalse();
    assertThat(prospect.isPoor(ofSoManySymbols(16), SIZE)).isFalse();
  }

  /** Nine tenths of eight bits are 7.2, those of 147 equally frequent symbols. */
  @ParameterizedTest
  @CsvSource({"100, false", "144, false", "150, true", "200, true"})
  void isPoorWhereSymbolsTakeMoreThanNineTenthsOfAByte(int symbols, boolean isPoor) {
    assertThat(prospect.isPoor(ofSoManySymbols(symbols), SIZE)).isEqualTo(isPoor);
  }

  @Test
  void isNotAskedForWhatIsDeflatedInNoTime() {
    byte[] noise = noise();

    assertThat(prospect.isPoor(noise, 4 * PIECE)).isTrue();
    assertThat(prospect.isPoor(noise, 4 * PIECE - 1)).isFalse();
    assertThat(prospect.isPoor(noise, 0)).isFalse();
  }

  @Test
  void looksAtFourPiecesOnly() {
    byte[] noise = noise();
    byte[] inPieces = new byte[SIZE];
    byte[] between = noise.clone();
    for (int start : PIECES) {
      System.arraycopy(noise, start, inPieces, start, PIECE);
      Arrays.fill(between, start, start + PIECE, (byte) 0);
    }

    assertThat(prospect.isPoor(inPieces, SIZE)).isTrue();
    assertThat(prospect.isPoor(between, SIZE)).isFalse();
  }

  /** As a jar in a jar may be: each byte is as frequent as any other. */
  @Test
  void isGoodForNoiseThatRepeats() {
    byte[] noise = noise();
    for (int i = 1_000; i < SIZE; i++) {
      noise[i] = noise[i - 1_000];
    }

    assertThat(prospect.isPoor(noise, SIZE)).isFalse();
  }

  /** Seven hundred of the sequences that are compared stand for a tenth of the bytes. */
  @ParameterizedTest
  @CsvSource({"0, true", "600, true", "800, false", "1600, false"})
  void isGoodOnceATenthRepeats(int repeats, boolean isPoor) {
    assertThat(prospect.isPoor(repeating(repeats), SIZE)).isEqualTo(isPoor);
  }

  @Test
  void doesNotDependOnTheBlockBefore() {
    assertThat(prospect.isPoor(noise(), SIZE)).isTrue();
    assertThat(prospect.isPoor(ofSoManySymbols(100), SIZE)).isFalse();
    assertThat(prospect.isPoor(noise(), SIZE)).isTrue();
  }

  /** Noise with so many sequences of eight bytes that follow upon themselves. */
  private static byte[] repeating(int repeats) {
    byte[] bytes = noise();
    for (int i = 0; i < repeats; i++) {
      int from = PIECES[i % PIECES.length] + 56 * (i / PIECES.length);
      System.arraycopy(bytes, from, bytes, from + 8, 8);
    }
    return bytes;
  }

  private static byte[] noise() {
    return NOISE.clone();
  }

  private static byte[] ofSoManySymbols(int symbols) {
    Random random = new Random(symbols);
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) random.nextInt(symbols);
    }
    return bytes;
  }
}
