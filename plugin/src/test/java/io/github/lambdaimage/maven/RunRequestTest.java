package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRequestTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 9000, 65_535})
  void takesEveryPortThatThereIs(int port) throws Exception {
    assertThat(RunRequest.of(port, true, null, 1))
        .isEqualTo(new RunRequest(port, true, Optional.empty(), 1));
    assertThat(RunRequest.of(port, true, "alb", 1).front()).contains(Front.ALB);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesAPortThatThereIsNot(int port) {
    assertThatThrownBy(() -> RunRequest.of(port, false, null, 1))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.port '%s' is not a valid port (0–65535). Use one such as 9000, or 0 for any that is free.",
            port);
  }
}
