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
    "6, 8.al2023",
    "8, 8.al2023",
    "9, 11.al2023",
    "11, 11.al2023",
    "12, 17.al2023",
    "17, 17.al2023",
    "18, 21",
    "21, 21",
    "22, 25",
    "25, 25"
  })
  void findsTheOldestBaseOfAmazonLinux2023ThatRunsARelease(int release, String tag)
      throws Exception {
    assertThat(LambdaJava.baseImageFor(release)).isEqualTo("public.ecr.aws/lambda/java:" + tag);
  }

  @Test
  void refusesAReleaseNewerThanEveryBase() {
    assertThatThrownBy(() -> LambdaJava.baseImageFor(26))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The project is compiled for Java '26', but the newest Lambda base image has Java 25. Set <maven.compiler.release> to 25 or lower, or name a base image of your own in <from>.");
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "1.8, 8", "8, 8", "1.26, 26"})
  void readsAReleaseInBothStyles(String text, int release) throws Exception {
    assertThat(LambdaJava.release(text)).isEqualTo(release);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seventeen", "", "17.0.2", "${java.version}"})
  void refusesAReleaseThatIsNoNumber(String release) {
    assertThatThrownBy(() -> LambdaJava.release(release))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The Java release '%s' of the project is not a number. Set <maven.compiler.release> to one such as 17, or name a base image in <from>.",
            release);
  }

  @Test
  void keepsTheCauseOfAReleaseThatIsNoNumber() {
    assertThatThrownBy(() -> LambdaJava.release("x"))
        .hasCauseInstanceOf(NumberFormatException.class);
  }
}
