package io.github.lambdaimage.maven;

import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.jspecify.annotations.Nullable;

/** What to do if {@code <content>} is missing, or older than what it is made from. */
final class ContentCure {

  /** The phase in which builds package, and the later ones. */
  private static final Set<String> PACKED =
      Set.of(
          "package",
          "pre-integration-test",
          "integration-test",
          "post-integration-test",
          "verify",
          "install",
          "deploy");

  private ContentCure() {}

  /**
   * Advice that names only steps not done yet, never the command that was just given.
   *
   * @param execution of the goal: on the command line, or bound to a phase
   * @param goals phases and goals before it on the command line
   */
  static String of(@Nullable MojoExecution execution, List<String> goals) {
    String phase = execution == null ? null : execution.getLifecyclePhase();
    if (phase != null) {
      return (PACKED.contains(phase)
              ? "This goal is bound to the phase '%s', and nothing has made it before: name the plugin that makes it above lambda-image-maven-plugin in the POM, or correct the path."
              : "This goal is bound to the phase '%s', and comes before what makes it: bind it to <phase>package</phase>, below the plugin that makes it.")
          .formatted(phase);
    }
    if (goals.stream().anyMatch(PACKED::contains)) {
      return "Nothing has made it in this build: see that a plugin of the phase 'package' is told to, or correct the path.";
    }
    return "It is made in the phase 'package', which this goal does not run by itself: run 'mvn package lambda-image:%s'."
        .formatted(execution == null ? "build" : execution.getGoal());
  }
}
