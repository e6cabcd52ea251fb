package io.github.lambdaimage.maven;

import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.jspecify.annotations.Nullable;

/** Up to which phase Maven has come when a goal begins. */
final class PhaseOfGoal {

  /** What goals of the command line run by themselves. */
  private static final String FORKED = "process-classes";

  private static final List<String> ORDER =
      List.of(
          "validate",
          "initialize",
          "generate-sources",
          "process-sources",
          "generate-resources",
          "process-resources",
          "compile",
          FORKED,
          "generate-test-sources",
          "process-test-sources",
          "generate-test-resources",
          "process-test-resources",
          "test-compile",
          "process-test-classes",
          "test",
          "prepare-package",
          "package",
          "pre-integration-test",
          "integration-test",
          "post-integration-test",
          "verify",
          "install",
          "deploy");

  private PhaseOfGoal() {}

  /** The phase that the goal is bound to, or else the last one that the command line names. */
  static String of(@Nullable MojoExecution execution, MavenSession session) {
    String bound = execution == null ? null : execution.getLifecyclePhase();
    if (bound != null) {
      return bound;
    }
    String last = FORKED;
    for (String goal : session.getGoals()) {
      if (isBefore(last, goal)) {
        last = goal;
      }
    }
    return last;
  }

  /** Whether one phase comes before another; of one that is not known, none does. */
  static boolean isBefore(String phase, String other) {
    return ORDER.indexOf(phase) < ORDER.indexOf(other);
  }
}
