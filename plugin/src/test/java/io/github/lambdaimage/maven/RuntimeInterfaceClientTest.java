package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeInterfaceClientTest {

  private static final List<Dependency> CLIENT =
      List.of(
          dependency("com.amazonaws", "aws-lambda-java-runtime-interface-client", "2.9.0", ""),
          dependency("com.amazonaws", "aws-lambda-java-core", "1.4.0", ""),
          dependency("com.amazonaws", "aws-lambda-java-serialization", "1.2.0", ""));

  @ParameterizedTest
  @CsvSource({"true, 2.10.1", "2.9.0, 2.9.0", "' 2.10.1 ', 2.10.1", "3-SNAPSHOT, 3-SNAPSHOT"})
  void isOfOneVersion(String wanted, String version) throws Exception {
    assertThat(RuntimeInterfaceClient.version(wanted)).contains(version);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "false"})
  void isNotAddedUnlessItIsWanted(@Nullable String wanted) throws Exception {
    assertThat(RuntimeInterfaceClient.version(wanted)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "LATEST", "RELEASE", "[2.9,)", "(,3]", "2.9.0:jar", "2 9"})
  void isNeverWhateverTheNewestIs(String wanted) {
    assertThatThrownBy(() -> RuntimeInterfaceClient.version(wanted))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<runtimeInterfaceClient> '%s' is neither 'true' nor one version. Use 'true', or a version such as '2.10.1'.",
            wanted);
  }

  @Test
  void comesAfterTheFunctionsOwnJars() {
    Dependency gson = dependency("com.google.code.gson", "gson", "2.13.2", "");

    assertThat(RuntimeInterfaceClient.union(List.of(gson), CLIENT))
        .containsExactly(gson, CLIENT.get(0), CLIENT.get(1), CLIENT.get(2));
  }

  @Test
  void leavesOneOfEachJarTheNewer() {
    Dependency older = dependency("com.amazonaws", "aws-lambda-java-core", "1.2.3", "");
    Dependency newer = dependency("com.amazonaws", "aws-lambda-java-serialization", "1.10.0", "");

    assertThat(RuntimeInterfaceClient.union(List.of(older, newer), CLIENT))
        .containsExactly(CLIENT.get(1), newer, CLIENT.get(0));
  }

  @Test
  void keepsTheFunctionsOwnOfTheSameVersion() {
    Dependency same = dependency("com.amazonaws", "aws-lambda-java-core", "1.4.0", "");

    assertThat(RuntimeInterfaceClient.union(List.of(same), CLIENT).get(0)).isSameAs(same);
  }

  @Test
  void takesJarsOfOneNameForDifferentOnesByGroupAndClassifier() {
    Dependency other = dependency("com.example", "aws-lambda-java-core", "1.0", "");
    Dependency classified = dependency("com.amazonaws", "aws-lambda-java-core", "1.4.0", "shaded");

    assertThat(RuntimeInterfaceClient.union(List.of(other, classified), CLIENT)).hasSize(5);
  }

  private static Dependency dependency(
      String groupId, String artifactId, String version, String classifier) {
    Path jar = Path.of("repository", artifactId + "-" + version + ".jar");
    return new Dependency(
        groupId, artifactId, version, classifier, jar, Dependency.Stability.RELEASE);
  }
}
