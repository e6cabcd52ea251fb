package io.github.lambdaimage.maven;

import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.jspecify.annotations.Nullable;

/** The phase that Maven has reached when a goal begins. */
final class PhaseOfGoal {

  /** The phase that goals of the command line run themselves. */
  private static final String FORKED = "process-classes";

  /** The prefix of this plugin; its artifactId begins with it. */
  private static final String PLUGIN = "lambda-image";

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

  /**
   * The phase that the goal is bound to, or else the last one before it on the command line: what
   * comes after has not run yet.
   */
  static String of(@Nullable MojoExecution execution, MavenSession session) {
    String bound = execution == null ? null : execution.getLifecyclePhase();
    if (bound != null) {
      return bound;
    }
    String last = FORKED;
    for (String goal : before(execution, session)) {
      if (isBefore(last, goal)) {
        last = goal;
      }
    }
    return last;
  }

  /** The phases and goals before a goal on the command line; all if the goal is not on it. */
  static List<String> before(@Nullable MojoExecution execution, MavenSession session) {
    List<String> goals = session.getGoals();
    for (int i = goals.size() - 1; i >= 0; i--) {
      if (execution != null && names(goals.get(i), execution)) {
        return goals.subList(0, i);
      }
    }
    return goals;
  }

  /** Whether a text names this goal: as {@code prefix:goal}, in full, or with an execution's id. */
  private static boolean names(String goal, MojoExecution execution) {
    int id = goal.indexOf('@');
    String name = id < 0 ? goal : goal.substring(0, id);
    return name.contains(PLUGIN) && name.endsWith(":" + execution.getGoal());
  }

  /** Whether one phase comes before another; false for an unknown phase. */
  static boolean isBefore(String phase, String other) {
    return ORDER.indexOf(phase) < ORDER.indexOf(other);
  }
}
