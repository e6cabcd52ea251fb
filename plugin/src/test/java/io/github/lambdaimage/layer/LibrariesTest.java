package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibrariesTest {

  @Test
  void areNamedAsInAMavenRepositoryWhateverTheFileIsCalled() {
    Dependency dependency =
        new Dependency(
            "org.a",
            "core",
            "1.0",
            "",
            new Source.ModuleClasses(Path.of("module/target/classes")),
            Stability.MODULE);

    assertThat(new Libraries(List.of(dependency)).files())
        .containsExactly(
            new FunctionFile(dependency.source(), "/var/task/lib/core-1.0.jar", 0644, dependency));
  }

  @Test
  void areCalledSoThatTheRuntimeCanLoadThem() {
    assertThat(
            targets(
                dependency("org.a", "core", "1.0%20#2", "", Stability.RELEASE),
                dependency("org.b", "core", "1.0_20_2", "", Stability.RELEASE),
                dependency("org.c", "core", "1.0+2", "", Stability.RELEASE)))
        .containsExactly(
            "/var/task/lib/org.a.core-1.0_20_2.jar",
            "/var/task/lib/org.b.core-1.0_20_2.jar",
            "/var/task/lib/core-1.0+2.jar");
  }

  @Test
  void haveTheClassifierInTheirName() {
    assertThat(
            targets(
                dependency("org.a", "netty", "1.0", "", Stability.RELEASE),
                dependency("org.a", "netty", "1.0", "linux-aarch_64", Stability.RELEASE)))
        .containsExactly(
            "/var/task/lib/netty-1.0.jar", "/var/task/lib/netty-1.0-linux-aarch_64.jar");
  }

  @Test
  void ofTwoGroupsBothSurviveUnderOneFileName() {
    assertThat(
            targets(
                dependency("org.a", "core", "1.0", "", Stability.RELEASE),
                dependency("org.b", "core", "1.0", "", Stability.RELEASE),
                dependency("org.b", "core", "1.1", "", Stability.RELEASE)))
        .containsExactly(
            "/var/task/lib/org.a.core-1.0.jar",
            "/var/task/lib/org.b.core-1.0.jar",
            "/var/task/lib/core-1.1.jar");
  }

  @Test
  void ofTwoLayersBothSurviveUnderOneFileName() {
    assertThat(
            targets(
                dependency("org.a", "core", "1.0", "", Stability.RELEASE),
                dependency("org.b", "core", "1.0", "", Stability.MODULE)))
        .containsExactly("/var/task/lib/org.a.core-1.0.jar", "/var/task/lib/org.b.core-1.0.jar");
  }

  @Test
  void areKeptApartWhenAClassifierReadsLikeAVersion() {
    assertThat(
            targets(
                dependency("org.a", "core", "1.0-tests", "", Stability.RELEASE),
                dependency("org.b", "core", "1.0", "tests", Stability.RELEASE)))
        .containsExactly(
            "/var/task/lib/org.a.core-1.0-tests.jar", "/var/task/lib/org.b.core-1.0-tests.jar");
  }

  private static List<String> targets(Dependency... dependencies) {
    return new Libraries(List.of(dependencies)).files().stream().map(FunctionFile::target).toList();
  }

  private static Dependency dependency(
      String groupId, String artifactId, String version, String classifier, Stability stability) {
    return new Dependency(
        groupId, artifactId, version, classifier, Path.of(groupId + ".jar"), stability);
  }
}
