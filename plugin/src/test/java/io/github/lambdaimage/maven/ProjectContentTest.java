package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectContentTest {

  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
  private static final String CORE = "aws-lambda-java-core";

  @Test
  void leavesOutJarsThatAreKnownToBeExcluded() throws Exception {
    assertThat(
            libraries(
                List.of(
                    packed("org.slf4j.slf4j-api.jar", dependency("org.slf4j", "slf4j-api", "2.0")),
                    packed("prices.jar", dependency("com.example", "prices", "1.0")),
                    packed("slf4j-simple.jar", null)),
                "org.slf4j:*",
                List.of()))
        .containsExactly("/var/task/lib/prices.jar", "/var/task/lib/slf4j-simple.jar");
  }

  /** Of an artifact that is packed and comes with the client, the newer one; once in any case. */
  @Test
  void addsTheClientToWhatIsPacked() throws Exception {
    List<Dependency> client =
        List.of(
            dependency("com.amazonaws", CLIENT, "2.10.1"),
            dependency("com.amazonaws", CORE, "1.4.0"));

    assertThat(libraries(List.of(packed("a.jar", null)), "none:none", client))
        .containsExactly(
            "/var/task/lib/a.jar",
            "/var/task/lib/" + CLIENT + "-2.10.1.jar",
            "/var/task/lib/" + CORE + "-1.4.0.jar");
    assertThat(
            libraries(
                List.of(
                    packed("old.jar", dependency("com.amazonaws", CORE, "1.2.3")),
                    packed("new.jar", dependency("com.amazonaws", CLIENT, "2.11.0"))),
                "none:none",
                client))
        .containsExactly("/var/task/lib/new.jar", "/var/task/lib/" + CORE + "-1.4.0.jar");
    assertThat(libraries(List.of(packed(CORE + "-1.4.0.jar", null)), "none:none", client))
        .containsExactly(
            "/var/task/lib/" + CORE + "-1.4.0.jar", "/var/task/lib/" + CLIENT + "-2.10.1.jar");
  }

  private static List<String> libraries(
      List<FunctionFile> packed, String excludes, List<Dependency> client)
      throws LambdaImageException {
    BuildRequest.Contents contents =
        new BuildRequest.Contents(
            List.of(),
            List.of(DependencyPattern.parse(excludes)),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new ArrayList<>(
        ProjectContent.libraries(packed, contents, client).stream()
            .map(FunctionFile::target)
            .toList());
  }

  private static FunctionFile packed(String name, @Nullable Dependency dependency) {
    Source source = new Source.PlainFile(Path.of(name));
    return new FunctionFile(source, "/var/task/lib/" + name, 0644, dependency);
  }

  private static Dependency dependency(String group, String artifact, String version) {
    return new Dependency(
        group, artifact, version, "", Path.of(artifact + ".jar"), Stability.RELEASE);
  }
}
