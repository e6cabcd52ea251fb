package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the gain of a startup cache is told to people. */
class StartupFiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1210    | 560  | init 1,210 ms → 560 ms (−54 %), 14.2 MB",
        "1000    | 1250 | init 1,000 ms → 1,250 ms (+25 %), 14.2 MB",
        "999     | 1000 | init 999 ms → 1,000 ms (0 %), 14.2 MB",
        "560     | 560  | init 560 ms → 560 ms (0 %), 14.2 MB",
        "100     | 99   | init 100 ms → 99 ms (−1 %), 14.2 MB",
        "100     | 101  | init 100 ms → 101 ms (+1 %), 14.2 MB",
        "1234567 | 0    | init 1,234,567 ms → 0 ms (−100 %), 14.2 MB",
        "0       | 5    | init 0 ms → 5 ms (0 %), 14.2 MB"
      })
  void areTimesTheChangeAndTheSize(long before, long after, String text) {
    assertThat(new StartupFigures(before, after, 14_200_000)).hasToString(text);
  }

  @Test
  void areReadFromTheirTexts() throws Exception {
    assertThat(StartupFigures.parse("3", "2", "1")).isEqualTo(new StartupFigures(3, 2, 1));
  }

  @ParameterizedTest
  @CsvSource({"x,2,3", "1,x,3", "1,2,x"})
  void areNumbersOnly(String before, String after, String size) {
    assertThatThrownBy(() -> StartupFigures.parse(before, after, size))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("These are not the figures of a startup cache.");
  }
}
