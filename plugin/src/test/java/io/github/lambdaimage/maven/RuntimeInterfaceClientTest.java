package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeInterfaceClientTest {

  private static final List<Dependency> CLIENT =
      List.of(
          dependency("com.amazonaws", "aws-lambda-java-runtime-interface-client", "2.9.0", ""),
          dependency("com.amazonaws", "aws-lambda-java-core", "1.4.0", ""),
          dependency("com.amazonaws", "aws-lambda-java-serialization", "1.2.0", ""));

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
