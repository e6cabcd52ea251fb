package io.github.lambdaimage.maven;

import org.apache.maven.plugin.MojoExecution;
import org.jspecify.annotations.Nullable;

/** What to do where {@code <content>} is not there, or older than what it is made of. */
final class ContentCure {

  private ContentCure() {}

  /**
   * A sentence.
   *
   * @param execution of the goal: on the command line, or bound to a phase
   */
  static String of(@Nullable MojoExecution execution) {
    String phase = execution == null ? null : execution.getLifecyclePhase();
    if (phase != null) {
      return "This goal is bound to the phase '%s', and comes before what makes it: bind it to <phase>package</phase>, below the plugin that makes it."
          .formatted(phase);
    }
    return "It is made in the phase 'package', which this goal does not run by itself: run 'mvn package lambda-image:%s'."
        .formatted(execution == null ? "build" : execution.getGoal());
  }
}
