package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  @ParameterizedTest
  @CsvSource({
    "PATH,    /opt/bin:$PATH",
    "PATH,    $PATH",
    "PATH,    $PATH:/opt/bin",
    "PATH,    $PATHS:$PATH",
    "OPTIONS, ${OPTIONS} -Xmx1g"
  })
  void areNotExpanded(String name, String value) {
    assertThatThrownBy(() -> Variables.of(Map.of(name, value)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<environment>: the value of '%s' refers to '$%s' itself, and nothing expands it: an image's config, unlike a Dockerfile, has values as they are. Write what the base has there as text.",
            name, name);
  }

  @ParameterizedTest
  @CsvSource({
    "PATH,    /opt/bin:/usr/bin",
    "PATH,    $PATHS",
    "PATH,    $PATH_1",
    "URL,     ${HOST}/x",
    "COST,    5$",
    "EMPTY,   ''"
  })
  void areTakenAsTheyAreOtherwise(String name, String value) throws Exception {
    assertThat(Variables.of(Map.of(name, value))).containsExactly(Map.entry(name, value));
  }
}
