package io.github.lambdaimage.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageUrlTest {

  /** Which letters stay, and which do not, is purl's own rule. */
  @ParameterizedTest
  @CsvSource({
    "1.0-rc_2~x, 1.0-rc_2~x",
    "1:2/3, 1:2/3",
    "1+2, 1%2B2",
    "1 2, 1%202",
    "1*2@3?4#5%6&7=8, 1%2A2%403%3F4%235%256%267%3D8",
    "1é, 1%C3%A9",
  })
  void hasNoLetterThatMeansSomethingElse(String version, String encoded) {
    assertThat(PackageUrl.maven("com.example", "orders", version))
        .isEqualTo("pkg:maven/com.example/orders@" + encoded);
  }
}
