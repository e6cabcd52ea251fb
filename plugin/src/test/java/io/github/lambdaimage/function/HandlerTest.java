package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerTest {

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

  /** An image names it in its config, which has no limit but that of its size. */
  @Test
  void takesLongerOnesThanAFunctionThatIsNoImageMayHave() throws Exception {
    String handler = "com.example." + "very.".repeat(30) + "Handler::handleRequest";

    assertThat(Handler.parse(handler).value()).isEqualTo(handler);
    assertThat(Handler.parse(handler).methodName()).contains("handleRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.Handler::run, com.example.Handler, run",
    "com.example.Handler,      com.example.Handler, ",
    "a.B::c::d,                a.B::c,              d",
    "a.B::,                    a.B,                 ''",
    "::run,                    '',                  run",
    "a.B:run,                  a.B:run,             "
  })
  void isDividedAtItsLastTwoColons(String handler, String className, @Nullable String method)
      throws Exception {
    Handler parsed = Handler.parse(handler);

    assertThat(parsed.className()).isEqualTo(className);
    assertThat(parsed.methodName()).isEqualTo(Optional.ofNullable(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t"})
  void refusesAnEmptyOne(String handler) {
    assertThatThrownBy(() -> Handler.parse(handler))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("<handler> is empty. Write it as 'com.example.Handler::handleRequest'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.Handler ::handle", "a\tb", "a\nb"})
  void refusesWhiteSpaceWithin(String handler) {
    assertThatThrownBy(() -> Handler.parse(handler))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<handler> '%s' contains white space, which no class or method has in its name. Write it as 'com.example.Handler::handleRequest'.",
            handler);
  }
}
