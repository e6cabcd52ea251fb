package io.github.lambdaimage.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeflateBlockTest {

  private static final int LONGEST_STORED = 65_535;
  private static final int HEADER = 5;

  private final DeflateBlock block = new DeflateBlock();

  @Test
  void takesNoMoreThanFits() {
    byte[] bytes = new byte[DeflateBlock.SIZE];

    assertThat(block.fill(bytes, 0, 1_000)).isEqualTo(1_000);
    assertThat(block.isFull()).isFalse();
    assertThat(block.fill(bytes, 0, bytes.length)).isEqualTo(bytes.length - 1_000);
    assertThat(block.isFull()).isTrue();
    assertThat(block.fill(bytes, 0, 1)).isZero();
  }

  @Test
  void storesWhatDeflatingWouldNotShorten() {
    byte[] noise = noise(LONGEST_STORED);
    block.fill(noise, 0, noise.length);
    block.compress();

    assertThat(block.outputLength()).isEqualTo(HEADER + LONGEST_STORED);
    assertThat(Arrays.copyOf(block.output(), HEADER)).containsExactly(0, 0xFF, 0xFF, 0x00, 0x00);
    assertThat(Arrays.copyOfRange(block.output(), HEADER, block.outputLength())).isEqualTo(noise);
  }

  @Test
  void needsASecondStoredBlockForOneByteMore() {
    byte[] noise = noise(LONGEST_STORED + 1);
    block.fill(noise, 0, noise.length);
    block.compress();

    assertThat(block.outputLength()).isEqualTo(2 * HEADER + LONGEST_STORED + 1);
    assertThat(
            Arrays.copyOfRange(
                block.output(), HEADER + LONGEST_STORED, 2 * HEADER + LONGEST_STORED + 1))
        .containsExactly(0, 0x01, 0x00, 0xFE, 0xFF, noise[LONGEST_STORED]);
  }

  @Test
  void deflatesWhatGetsShorter() {
    block.fill(new byte[10_000], 0, 10_000);
    block.compress();

    assertThat(block.outputLength()).isBetween(HEADER, 100);
  }

  @Test
  void holdsNothingOnceItIsCleared() {
    block.fill(new byte[10_000], 0, 10_000);
    block.compress();
    block.clear();

    assertThat(block.inputLength()).isZero();
    assertThat(block.outputLength()).isZero();
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
