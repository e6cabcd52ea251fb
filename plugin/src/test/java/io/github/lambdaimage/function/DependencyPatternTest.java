package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyPatternTest {

  @ParameterizedTest(name = "{0} matches {1}:{2}: {3}")
  @CsvSource({
    "org.slf4j:slf4j-api,   org.slf4j,        slf4j-api,     true",
    "org.slf4j:slf4j-api,   org.slf4j,        slf4j-simple,  false",
    "org.slf4j:slf4j-api,   org.slf4jx,       slf4j-api,     false",
    "org.slf4j:slf4j-api,   orgXslf4j,        slf4j-api,     false",
    "' org.slf4j:slf4j-api ', org.slf4j,      slf4j-api,     true",
    "org.slf4j:*,           org.slf4j,        slf4j-simple,  true",
    "org.slf4j:*,           org.slf4j.impl,   slf4j-simple,  false",
    "org.slf4j*:*,          org.slf4j.impl,   slf4j-simple,  true",
    "*:slf4j-*,             org.slf4j,        slf4j-api,     true",
    "*:slf4j-*,             org.slf4j,        log4j-slf4j-2, false",
    "*:*-slf4j-*,           org.apache,       log4j-slf4j-2, true",
    "software.amazon*:*sdk, software.amazon,  sdk,           true",
    "*:*,                   com.example,      anything,      true"
  })
  void matchesGroupAndArtifact(String pattern, String groupId, String artifactId, boolean matches)
      throws Exception {
    assertThat(
            DependencyPattern.parse(pattern)
                .matches(
                    new Dependency(
                        groupId, artifactId, "1.0", "", Path.of("any.jar"), Stability.RELEASE)))
        .isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "org.slf4j:slf4j-api, org.slf4j:slf4j-api,    true",
    "org.slf4j:slf4j-api, org.slf4j:slf4j-simple, false",
    "org.slf4j:slf4j-api, org.other:slf4j-api,    false",
    "org.slf4j:*,         org.slf4j:slf4j-api,    true",
    "*:slf4j-api,         :slf4j-api,             true",
    "*:*,                 org.slf4j,              false"
  })
  void matchesANameOfBothPartsAndNoneOfOne(String pattern, String name, boolean matches)
      throws Exception {
    assertThat(DependencyPattern.parse(pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"org.slf4j:*, false", "'!org.slf4j:*', true", "' ! org.slf4j:*', true"})
  void keepsWhatItMatchesWithAnExclamationMark(String pattern, boolean keeps) throws Exception {
    DependencyPattern parsed = DependencyPattern.parse(pattern);

    assertThat(parsed.keeps()).isEqualTo(keeps);
    assertThat(
            parsed.matches(
                new Dependency(
                    "org.slf4j", "slf4j-api", "1.0", "", Path.of("any.jar"), Stability.RELEASE)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"slf4j-api", "org.slf4j:slf4j-api:2.0", "org.slf4j:", ":slf4j", ":", ""})
  void hasExactlyTwoParts(String pattern) {
    assertThatThrownBy(() -> DependencyPattern.parse(pattern))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<excludes>: '%s' is not 'groupId:artifactId'. Use '*' for any characters, as in 'org.slf4j:*'.",
            pattern);
  }
}
