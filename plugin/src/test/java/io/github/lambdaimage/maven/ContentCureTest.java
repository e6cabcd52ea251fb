package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecution.Source;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCureTest {

  @ParameterizedTest
  @ValueSource(strings = {"build", "push", "invoke", "build-no-fork"})
  void isToRunThePhaseBeforeTheGoalOfTheCommandLine(String goal) {
    assertThat(
            ContentCure.of(execution(goal, Source.CLI), List.of("clean", "lambda-image:" + goal)))
        .isEqualTo(
            "It is made in the phase 'package', which this goal does not run by itself: run 'mvn package lambda-image:%s'.",
            goal);
  }

  @Test
  void isToBindTheGoalLaterWhereItIsBound() {
    MojoExecution execution = execution("build-no-fork", Source.LIFECYCLE);
    execution.setLifecyclePhase("process-classes");

    assertThat(ContentCure.of(execution, List.of("verify")))
        .isEqualTo(
            "This goal is bound to the phase 'process-classes', and comes before what makes it: bind it to <phase>package</phase>, below the plugin that makes it.");
  }

  @Test
  void isToNameItAfterThePluginThatPacksWhereItIsBoundToTheSamePhase() {
    MojoExecution execution = execution("build-no-fork", Source.LIFECYCLE);
    execution.setLifecyclePhase("package");

    assertThat(ContentCure.of(execution, List.of("install")))
        .isEqualTo(
            "This goal is bound to the phase 'package', and nothing has made it before: name the plugin that makes it above lambda-image-maven-plugin in the POM, or correct the path.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"package", "verify", "install"})
  void isNotTheVeryCommandThatWasGiven(String phase) {
    assertThat(
            ContentCure.of(
                execution("build", Source.CLI), List.of("clean", phase, "lambda-image:build")))
        .isEqualTo(
            "Nothing has made it in this build: see that a plugin of the phase 'package' is told to, or correct the path.");
  }

  private static MojoExecution execution(String goal, Source source) {
    MojoDescriptor descriptor = new MojoDescriptor();
    descriptor.setGoal(goal);
    return new MojoExecution(descriptor, "default", source);
  }
}
