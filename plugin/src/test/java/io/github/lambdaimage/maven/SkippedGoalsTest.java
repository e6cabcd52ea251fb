package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goals do that shall do nothing. */
@MojoTest
@Tag("slow")
class SkippedGoalsTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";

  @Test
  @MojoParameter(name = "skip", value = "true")
  @MojoParameter(name = "region", value = "nowhere")
  void sayThatTheyDoNothing(
      @InjectMojo(goal = "build", pom = MINIMAL) BuildMojo build,
      @InjectMojo(goal = "build-no-fork", pom = MINIMAL) BuildNoForkMojo buildNoFork,
      @InjectMojo(goal = "check", pom = MINIMAL) CheckMojo check,
      @InjectMojo(goal = "invoke", pom = MINIMAL) InvokeMojo invoke,
      @InjectMojo(goal = "load", pom = MINIMAL) LoadMojo load,
      @InjectMojo(goal = "push", pom = MINIMAL) PushMojo push,
      @InjectMojo(goal = "push-no-fork", pom = MINIMAL) PushNoForkMojo pushNoFork,
      @InjectMojo(goal = "push-prebuilt", pom = MINIMAL) PushPrebuiltMojo pushPrebuilt,
      @InjectMojo(goal = "run", pom = MINIMAL) RunMojo run,
      @InjectMojo(goal = "tar", pom = MINIMAL) TarMojo tar)
      throws Exception {
    for (AbstractLambdaImageMojo goal :
        List.of(
            build, buildNoFork, check, invoke, load, push, pushNoFork, pushPrebuilt, run, tar)) {
      RecordedLog log = RecordedLog.normal();
      goal.setLog(log);

      goal.execute();

      assertThat(log.lines())
          .as(goal.getClass().getSimpleName())
          .containsExactly("[INFO] Skipped: lambda-image.skip is set.");
    }
  }
}
