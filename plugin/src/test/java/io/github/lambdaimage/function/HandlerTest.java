package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerTest {

  private static final int LONGEST = 128;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.Handler::handleRequest",
        "com.example.Handler",
        "com.example.Outer$Inner::run",
        "Handler",
        "größe.Über::läuft"
      })
  void takesWhatLambdaTakes(String handler) throws Exception {
    assertThat(Handler.parse(handler)).hasToString(handler);
  }

  @Test
  void dropsTheWhiteSpaceThatAPomPutsAround() throws Exception {
    assertThat(Handler.parse("\n      com.example.Handler::handle\n    "))
        .isEqualTo(new Handler("com.example.Handler::handle"));
  }

  @Test
  void takesTheLongestThatLambdaTakes() throws Exception {
    String longest = "H".repeat(LONGEST);

    assertThat(Handler.parse(longest).value()).isEqualTo(longest);
  }

  @Test
  void refusesOneThatIsTooLong() {
    String tooLong = "H".repeat(LONGEST + 1);

    assertThatThrownBy(() -> Handler.parse(tooLong))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<handler> '%s' has 129 characters; Lambda takes 1 to 128. Write it as 'com.example.Handler::handleRequest'.",
            tooLong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t"})
  void refusesAnEmptyOne(String handler) {
    assertThatThrownBy(() -> Handler.parse(handler))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<handler> '' has 0 characters; Lambda takes 1 to 128. Write it as 'com.example.Handler::handleRequest'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.Handler ::handle", "a\tb", "a\nb"})
  void refusesWhiteSpaceWithin(String handler) {
    assertThatThrownBy(() -> Handler.parse(handler))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<handler> '%s' contains white space, which Lambda refuses. Write it as 'com.example.Handler::handleRequest'.",
            handler);
  }
}
