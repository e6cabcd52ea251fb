package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactorModulesTest {

  @TempDir Path directory;
  private final MavenProject prices = project("prices", "1.0-SNAPSHOT");
  private final MavenSession session = Sessions.of(List.of(prices));
  private final ReactorModules modules = new ReactorModules(session);

  @ParameterizedTest
  @CsvSource({
    "com.example:prices:jar:1.0-SNAPSHOT,                true",
    "com.example:prices:jar:tests:1.0-SNAPSHOT,          true",
    "com.example:prices:jar:1.0-20261127.010203-1,       true",
    "com.example:prices:jar:1.0,                         false",
    "com.example:other:jar:1.0-SNAPSHOT,                 false"
  })
  void areKnownByTheirCoordinates(String coordinates, boolean expected) {
    assertThat(modules.has(new DefaultArtifact(coordinates))).isEqualTo(expected);
  }

  @Test
  void areTakenAsTheyArePackaged() throws Exception {
    File jar = Files.createFile(directory.resolve("prices.jar")).toFile();

    assertThat(modules.source(artifact("").setFile(jar)))
        .isEqualTo(new Source.PlainFile(jar.toPath()));
  }

  @ParameterizedTest
  @CsvSource({"''", "tests"})
  void areMadeOfTheirClassesBefore(String classifier) throws Exception {
    assertThat(modules.source(artifact(classifier).setFile(directory.toFile())))
        .isEqualTo(new Source.ModuleClasses(directory, JarManifest.EMPTY));
  }

  /** Maven 3 gives the module's classes for it, and the function would miss what is only in it. */
  @Test
  void areNotMadeOfTheirClassesUnderAnotherClassifier() {
    session.setProjects(List.of(prices));

    assertThatThrownBy(() -> modules.source(artifact("client").setFile(directory.toFile())))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The dependency 'com.example:prices:jar:client:1.0-SNAPSHOT' is not there: the module 'prices' of this build makes it when it is packaged. Run 'mvn package lambda-image:build'.");
  }

  @Test
  void areToBeBuiltTooWhereTheyAreLeftOut() {
    session.setProjects(List.of(project("function", "1.0-SNAPSHOT")));

    assertThatThrownBy(() -> modules.source(artifact("client").setFile(directory.toFile())))
        .hasMessageEndingWith(
            "Run 'mvn package lambda-image:build' with that module too: leave out '-pl', or add '-am'.");
  }

  @Test
  void nameDependenciesButForTests() {
    prices.getModel().addDependency(dependency("quic", "linux-x86_64", "runtime"));
    prices.getModel().addDependency(dependency("assertj", null, "test"));

    assertThat(modules.named(artifact("")))
        .singleElement()
        .hasToString("io.example:quic:jar:linux-x86_64:1");
    assertThat(modules.named(new DefaultArtifact("com.example:other:1"))).isEmpty();
  }

  private static Dependency dependency(
      String artifactId, @Nullable String classifier, String scope) {
    Dependency dependency = new Dependency();
    dependency.setGroupId("io.example");
    dependency.setArtifactId(artifactId);
    dependency.setVersion("1");
    dependency.setClassifier(classifier);
    dependency.setScope(scope);
    return dependency;
  }

  private static Artifact artifact(String classifier) {
    return new DefaultArtifact("com.example", "prices", classifier, "jar", "1.0-SNAPSHOT");
  }

  private static MavenProject project(String artifactId, String version) {
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId(artifactId);
    model.setVersion(version);
    return new MavenProject(model);
  }
}
