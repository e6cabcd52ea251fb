package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code begin} begins something. */
@MojoTest
class BeginGoalTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";

  @TempDir Path directory;

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsForTheOnlyModule(BeginMojo begin) {
    assertThat(hasBegun(begin, "jar", new MavenProject[0])).isTrue();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsForAFunctionInAReactor(BeginMojo begin) {
    begin.handler = "com.example.Orders";

    assertThat(hasBegun(begin, "jar", new MavenProject())).isTrue();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsForAModuleThatWasAFunctionBefore(BeginMojo begin) {
    begin.outputDirectory = directory.toFile();

    assertThat(hasBegun(begin, "jar", new MavenProject())).isTrue();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void leavesALibraryInAReactorAlone(BeginMojo begin) {
    assertThat(hasBegun(begin, "jar", new MavenProject())).isFalse();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void leavesAPomAlone(BeginMojo begin) {
    assertThat(hasBegun(begin, "pom", new MavenProject[0])).isFalse();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  @MojoParameter(name = "skip", value = "true")
  void doesNothingWhereItIsSkipped(BeginMojo begin) {
    RecordedLog log = RecordedLog.normal();
    begin.setLog(log);

    assertThat(hasBegun(begin, "jar", new MavenProject[0])).isFalse();
    assertThat(log.lines()).isEmpty();
  }

  private static boolean hasBegun(BeginMojo begin, String packaging, MavenProject... others) {
    MavenProject module = new MavenProject();
    module.setPackaging(packaging);
    List<MavenProject> modules = new ArrayList<>(List.of(others));
    modules.add(module);
    begin.project = module;
    begin.session = Sessions.of(modules);

    begin.execute();

    return begin.session.getRepositorySession().getData().get(Begun.key(module)) != null;
  }
}
