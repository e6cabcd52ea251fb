package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code begin} begins something. */
@MojoTest
@Tag("slow")
class BeginGoalTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";

  @TempDir Path directory;

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsForTheOnlyModule(BeginMojo begin) throws Exception {
    assertThat(hasBegun(begin, "jar", new MavenProject[0])).isTrue();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsForAFunctionInAReactor(BeginMojo begin) throws Exception {
    begin.handler = "com.example.Orders";

    assertThat(hasBegun(begin, "jar", new MavenProject())).isTrue();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsForAModuleThatWasAFunctionBefore(BeginMojo begin) throws Exception {
    begin.outputDirectory = directory.toFile();

    assertThat(hasBegun(begin, "jar", new MavenProject())).isTrue();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void leavesALibraryInAReactorAlone(BeginMojo begin) throws Exception {
    assertThat(hasBegun(begin, "jar", new MavenProject())).isFalse();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void leavesAPomAlone(BeginMojo begin) throws Exception {
    assertThat(hasBegun(begin, "pom", new MavenProject[0])).isFalse();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  @MojoParameter(name = "skip", value = "true")
  void doesNothingWhereItIsSkipped(BeginMojo begin) throws Exception {
    RecordedLog log = RecordedLog.normal();
    begin.setLog(log);

    assertThat(hasBegun(begin, "jar", new MavenProject[0])).isFalse();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  @MojoParameter(name = "publishes", value = "true")
  void refusesAPushBeforeAnythingIsCompiledWhereMavenIsOffline(BeginMojo begin) {
    begin.project = new MavenProject();
    begin.session = Sessions.of(List.of(begin.project));
    begin.session.getRequest().setOffline(true);

    assertThatThrownBy(begin::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith(
            "Maven is offline, and a push needs the registry. Run it without '-o'");
    assertThat(begin.session.getRepositorySession().getData().get(Begun.key(begin.project)))
        .isNull();
  }

  @Test
  @InjectMojo(goal = "begin", pom = MINIMAL)
  void beginsABuildWhereMavenIsOffline(BeginMojo begin) throws Exception {
    begin.project = new MavenProject();
    begin.session = Sessions.of(List.of(begin.project));
    begin.session.getRequest().setOffline(true);

    begin.execute();

    assertThat(begin.session.getRepositorySession().getData().get(Begun.key(begin.project)))
        .isNotNull();
  }

  private static boolean hasBegun(BeginMojo begin, String packaging, MavenProject... others)
      throws Exception {
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
