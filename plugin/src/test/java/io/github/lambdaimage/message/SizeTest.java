package io.github.lambdaimage.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {

  @ParameterizedTest
  @CsvSource({
    "0,                   0 B",
    "812,                 812 B",
    "999,                 999 B",
    "1000,                1.0 kB",
    "19_300_000,          19.3 MB",
    "1250,                1.3 kB",
    "99_900,              99.9 kB",
    "99_949,              99.9 kB",
    "99_950,              100 kB",
    "100_000,             100 kB",
    "999_000,             999 kB",
    "999_499,             999 kB",
    "999_500,             1.0 MB",
    "1_000_000,           1.0 MB",
    "1_234_567_890,       1.2 GB",
    "5_000_000_000_000,   5.0 TB",
    "5_000_000_000_000_000, 5000 TB"
  })
  void hasAboutThreeDigitsAndADecimalUnit(String bytes, String text) {
    assertThat(Size.of(Long.parseLong(bytes.replace("_", "")))).isEqualTo(text);
  }
}
