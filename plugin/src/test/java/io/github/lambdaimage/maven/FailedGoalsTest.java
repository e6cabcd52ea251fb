package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** How goals fail with what is no failure of theirs. */
class FailedGoalsTest {

  @Test
  void sayThatMavenHasTooLittleMemory() {
    BuildNoForkMojo goal =
        new BuildNoForkMojo() {
          @Override
          GoalContext context(Console console, Begun begun) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    goal.project = new MavenProject();
    goal.session = Sessions.of(List.of(goal.project));
    goal.setLog(RecordedLog.normal());

    assertThatThrownBy(goal::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageMatching(
            "Maven's memory of [0-9.]+ [MG]B is not enough for this \\(Java heap space\\)\\. Give it more, such as MAVEN_OPTS=-Xmx1g, and run again\\.");
  }
}
