package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {

  /** A name that begins with 127 is anybody's; credentials must not go there over plain HTTP. */
  @ParameterizedTest
  @CsvSource({
    "localhost,         true",
    "LOCALHOST,         true",
    "127.0.0.1,         true",
    "127.1.2.3,         true",
    "[::1],             true",
    "127.example.com,   false",
    "127.0.0.1.nip.io,  false",
    "localhost.test,    false",
    "10.0.0.1,          false"
  })
  void isTheMachineItself(String host, boolean expected) {
    assertThat(Loopback.contains(host)).isEqualTo(expected);
  }
}
