package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarkusZipTest {

  private static final Date START = Date.from(Instant.parse("2026-01-02T03:04:05.678Z"));

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}:{1}, after {2}: {3}")
  @CsvSource({
    "quarkus-maven-plugin, build,         package,         true",
    "quarkus-maven-plugin, build,         verify,          true",
    // What an earlier build has left.
    "quarkus-maven-plugin, build,         process-classes, false",
    "quarkus-maven-plugin, generate-code, package,         false",
    "other-maven-plugin,   build,         package,         false"
  })
  void isTakenWhereThisBuildHasMadeIt(String plugin, String goal, String phase, boolean taken)
      throws Exception {
    Files.createFile(directory.resolve("function.zip"));

    assertThat(QuarkusZip.in(project(plugin, goal), phase, START).isPresent()).isEqualTo(taken);
  }

  @Test
  void isNotTakenWhereItIsNotThere() {
    assertThat(QuarkusZip.in(project("quarkus-maven-plugin", "build"), "package", START)).isEmpty();
  }

  /** As where this goal is bound above Quarkus's, in the same phase. */
  @Test
  void isNotTakenWhereItWasThereBeforeThisBuild() throws Exception {
    Path file = Files.createFile(directory.resolve("function.zip"));
    MavenProject project = project("quarkus-maven-plugin", "build");

    Files.setLastModifiedTime(
        file, FileTime.from(START.toInstant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1)));
    assertThat(QuarkusZip.in(project, "package", START)).isEmpty();
    assertThat(QuarkusZip.in(project, "package", null)).hasValue(file);

    // A file system may know no more than seconds.
    Files.setLastModifiedTime(
        file, FileTime.from(START.toInstant().truncatedTo(ChronoUnit.SECONDS)));
    assertThat(QuarkusZip.in(project, "package", START)).hasValue(file);
  }

  private MavenProject project(String artifactId, String goal) {
    PluginExecution execution = new PluginExecution();
    execution.addGoal(goal);
    Plugin plugin = new Plugin();
    plugin.setArtifactId(artifactId);
    plugin.addExecution(execution);
    Build build = new Build();
    build.addPlugin(plugin);
    build.setDirectory(directory.toString());
    Model model = new Model();
    model.setBuild(build);
    return new MavenProject(model);
  }
}
