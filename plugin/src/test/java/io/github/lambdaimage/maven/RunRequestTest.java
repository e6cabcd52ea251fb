package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRequestTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 9000, 65_535})
  void takesEveryPortThatThereIs(int port) throws Exception {
    assertThat(RunRequest.of(port, true, null, null))
        .isEqualTo(new RunRequest(port, true, Optional.empty(), OptionalInt.empty()));
    assertThat(RunRequest.of(port, true, "alb", null).front()).contains(Front.ALB);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesAPortThatThereIsNot(int port) {
    assertThatThrownBy(() -> RunRequest.of(port, false, null, null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.port '%s' is not a valid port (0–65535). Use one such as 9000, or 0 for any that is free.",
            port);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void takesSomeThreads(int threads) throws Exception {
    assertThat(RunRequest.of(0, false, null, threads).threads()).hasValue(threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1001})
  void refusesThreadsThatThereCannotBe(int threads) {
    assertThatThrownBy(() -> RunRequest.of(0, false, null, threads))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.threads '%s' is not a valid number of threads (1–1000). Use one such as 4.",
            threads);
  }
}
