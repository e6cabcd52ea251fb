package io.github.lambdaimage.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuffmanCodeTest {

  @Test
  void hasShorterCodesForWhatIsMoreFrequent() {
    assertThat(lengths(code(15, 1, 2, 4, 8, 16))).containsExactly(4, 4, 3, 2, 1);
    assertThat(lengths(code(15, 5, 0, 5, 5, 0, 5))).containsExactly(2, 0, 2, 2, 0, 2);
    assertThat(lengths(code(15, 3, 7))).containsExactly(1, 1);
  }

  @Test
  void hasOneBitForASingleSymbol() {
    HuffmanCode code = code(15, 0, 0, 9, 0);

    assertThat(lengths(code)).containsExactly(0, 0, 1, 0);
    assertThat(code.code(2)).isZero();
  }

  /** The example of RFC 1951, 3.2.2: the codes of a length count up in the order of the symbols. */
  @Test
  void givesTheCodesThatFollowFromTheLengths() {
    HuffmanCode code = code(15, 2, 2, 2, 2, 2, 4, 1, 1);

    assertThat(lengths(code)).containsExactly(3, 3, 3, 3, 3, 2, 4, 4);
    assertThat(IntStream.range(0, 8).mapToObj(symbol -> bits(code, symbol)))
        .containsExactly("010", "011", "100", "101", "110", "00", "1110", "1111");
  }

  /** Too deep leaves move up; what that takes too much from others, some of them get back. */
  @ParameterizedTest
  @CsvSource({
    "3, 1 1 2 4 8, 3 3 3 3 1",
    "3, 1 2 3 17 142 441, 3 3 3 3 2 2",
    "4, 1 3 6 11 461 678 688 997, 4 4 4 4 3 3 2 2",
    "6, 3 5 7 10 11 33 62 780 880, 6 6 6 6 5 5 3 2 1",
    "5, 1 1 2 2 4 5 5 8 41 90 200, 5 5 5 5 5 5 4 4 4 3 1",
    "6, 4 8 11 11 16 22 22 36 93 192 337 960, 6 6 6 6 6 6 5 5 5 4 2 1",
    "4, 1 1 1 3 19 26 54 61 132 192 243 435 626 818, 4 4 4 4 4 4 4 4 4 4 4 4 3 3",
    "7, 1 1 1 2 3 10 12 22 48 163 192 224 248 485 624, 7 7 7 7 7 7 6 6 6 5 3 3 3 2 2"
  })
  void isNoLongerThanDeflateAllows(int longest, String frequencies, String lengths) {
    assertThat(lengths(code(longest, numbers(frequencies)))).containsExactly(numbers(lengths));
  }

  /** Inflaters refuse a code of which a part is unused, or of which two begin alike. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 15})
  void usesEachSequenceOfBitsOnceWhateverIsFrequent(int longest) {
    Random random = new Random(longest);
    for (int round = 0; round < 100; round++) {
      int[] frequencies = new int[2 + random.nextInt((1 << Math.min(longest, 5)) - 2)];
      for (int i = 0; i < frequencies.length; i++) {
        frequencies[i] = (int) Math.pow(2, 12 * random.nextDouble());
      }

      HuffmanCode code = code(longest, frequencies);

      assertThat(lengths(code)).as(Arrays.toString(frequencies)).doesNotContain(0);
      assertThat(filledUp(code, longest))
          .as(Arrays.toString(frequencies))
          .isEqualTo(ranges(code, longest));
    }
  }

  @Test
  void isDescribedUpToTheLastSymbolThatOccurs() {
    HuffmanCode code = code(15, 1, 0, 1, 0, 0, 0);

    assertThat(code.used(1)).isEqualTo(3);
    assertThat(code.used(3)).isEqualTo(3);
    assertThat(code.used(5)).isEqualTo(5);
    assertThat(code.used(6)).isEqualTo(6);
    assertThat(code(15, 1, 1).used(1)).isEqualTo(2);
  }

  @Test
  void isMadeAnewEachTime() {
    HuffmanCode code = new HuffmanCode(4, 15);
    code.build(new int[] {1, 1, 1, 1});
    code.build(new int[] {0, 1, 0, 1});

    assertThat(lengths(code)).containsExactly(0, 1, 0, 1);
  }

  /** Each code, filled up with zeros, as a number; in order. */
  private static List<Integer> filledUp(HuffmanCode code, int longest) {
    return IntStream.range(0, symbols(code))
        .mapToObj(symbol -> bits(code, symbol))
        .map(bits -> Integer.parseInt(bits + "0".repeat(longest - bits.length()), 2))
        .sorted()
        .toList();
  }

  /** Where the codes begin if each begins where another ends, and the last ends at the end. */
  private static List<Integer> ranges(HuffmanCode code, int longest) {
    List<Integer> starts = new ArrayList<>();
    int start = 0;
    for (int length : Arrays.stream(lengths(code)).sorted().toArray()) {
      starts.add(start);
      start += 1 << (longest - length);
    }
    assertThat(start).isEqualTo(1 << longest);
    return starts;
  }

  private static HuffmanCode code(int longest, int... frequencies) {
    HuffmanCode code = new HuffmanCode(frequencies.length, longest);
    code.build(frequencies);
    return code;
  }

  private static int[] lengths(HuffmanCode code) {
    return IntStream.range(0, symbols(code)).map(code::length).toArray();
  }

  private static int symbols(HuffmanCode code) {
    return code.used(Integer.MAX_VALUE);
  }

  /** A code as deflate writes it, its first bit first. */
  private static String bits(HuffmanCode code, int symbol) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < code.length(symbol); i++) {
      bits.append((code.code(symbol) >>> i) & 1);
    }
    return bits.toString();
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
