package io.github.lambdaimage.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

  @ParameterizedTest
  @CsvSource({"0, 0 layers", "1, 1 layer", "2, 2 layers", "11, 11 layers"})
  void isOfOneThingOrOfSeveral(int number, String text) {
    assertThat(Count.of(number, "layer")).isEqualTo(text);
  }
}
