package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaJavaTest {

  @ParameterizedTest
  @CsvSource({
    "1.6, 8.al2",
    "8, 8.al2",
    "1.8, 8.al2",
    "9, 11",
    "11, 11",
    "12, 17",
    "17, 17",
    "18, 21",
    "21, 21",
    "22, 25",
    "25, 25"
  })
  void findsTheOldestBaseThatRunsARelease(String release, String tag) throws Exception {
    assertThat(LambdaJava.baseImageFor(release)).isEqualTo("public.ecr.aws/lambda/java:" + tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"26", "1.26"})
  void refusesAReleaseNewerThanEveryBase(String release) {
    assertThatThrownBy(() -> LambdaJava.baseImageFor(release))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The project is compiled for Java '%s', but the newest Lambda base image has Java 25. Set <maven.compiler.release> to 25 or lower, or name a base image of your own in <from>.",
            release);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seventeen", "", "17.0.2", "${java.version}"})
  void refusesAReleaseThatIsNoNumber(String release) {
    assertThatThrownBy(() -> LambdaJava.baseImageFor(release))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The Java release '%s' of the project is not a number. Set <maven.compiler.release> to one such as 17, or name a base image in <from>.",
            release);
  }

  @Test
  void keepsTheCauseOfAReleaseThatIsNoNumber() {
    assertThatThrownBy(() -> LambdaJava.baseImageFor("x"))
        .hasCauseInstanceOf(NumberFormatException.class);
  }
}
