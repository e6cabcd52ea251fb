package io.github.lambdaimage.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * A goal that a POM binds to a phase.
 *
 * @param plugin that has the goal
 */
record BoundGoal(Plugin plugin, PluginExecution execution) {

  private static final String UNBOUND = "none";

  /** The executions of a goal in a project. */
  static List<BoundGoal> in(MavenProject project, String artifactId, String goal) {
    List<BoundGoal> bound = new ArrayList<>();
    for (Plugin plugin : project.getBuildPlugins()) {
      if (plugin.getArtifactId().equals(artifactId)) {
        for (PluginExecution execution : plugin.getExecutions()) {
          if (execution.getGoals().contains(goal) && !UNBOUND.equals(execution.getPhase())) {
            bound.add(new BoundGoal(plugin, execution));
          }
        }
      }
    }
    return bound;
  }

  static boolean isIn(MavenProject project, String artifactId, String goal) {
    return !in(project, artifactId, goal).isEmpty();
  }
}
