package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureWaitTest {

  @Test
  void isTwoMinutesOrAsLongAsIsSaid() throws Exception {
    assertThat(SignatureWait.parse("true")).contains(Duration.ofMinutes(2));
    assertThat(SignatureWait.parse(" 300 ")).contains(Duration.ofMinutes(5));
    assertThat(SignatureWait.parse("false")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "0", "-1", "1.5", "2m", "1000000"})
  void isNothingElse(String text) {
    assertThatThrownBy(() -> SignatureWait.parse(text))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<awaitSignature> '" + text + "' is neither");
  }
}
