package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far two words are from each other. */
class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "'',      '',      0",
    "a,       '',      1",
    "'',      abc,     3",
    "abc,     abc,     0",
    "ABC,     abc,     0",
    "abc,     abd,     1",
    "abc,     xbc,     1",
    "abc,     ab,      1",
    "ab,      abc,     1",
    "ab,      ba,      2",
    "kitten,  sitting, 3",
    "sitting, kitten,  3",
    "orders,  bills,   5",
    "abcdef,  cdef,    2"
  })
  void isTheNumberOfLettersToChange(String one, String other, int distance) {
    assertThat(EditDistance.between(one, other)).isEqualTo(distance);
  }
}
