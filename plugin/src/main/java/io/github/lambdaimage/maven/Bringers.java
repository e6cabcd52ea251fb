package io.github.lambdaimage.maven;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.DependencyNode;

/**
 * Which dependency brings another, after Maven has chosen one version of each.
 *
 * @param byBrought {@code groupId:artifactId} of each bringer
 */
record Bringers(Map<String, String> byBrought) {

  /**
   * Those of a project.
   *
   * @param project the root of its graph
   */
  static Bringers of(DependencyNode project) {
    Bringers bringers = new Bringers(new HashMap<>());
    project.getChildren().forEach(bringers::add);
    // What the project names as well is its own, however it came here first.
    project.getChildren().forEach(it -> bringers.byBrought.remove(key(it.getArtifact())));
    return bringers;
  }

  /** What brings an artifact; empty if the project itself names it. */
  String of(Artifact artifact) {
    return byBrought.getOrDefault(key(artifact), "");
  }

  private void add(DependencyNode node) {
    Artifact bringer = node.getArtifact();
    for (DependencyNode child : node.getChildren()) {
      String name = bringer.getGroupId() + ":" + bringer.getArtifactId();
      // One that was here before may be part of a circle.
      if (byBrought.putIfAbsent(key(child.getArtifact()), name) == null) {
        add(child);
      }
    }
  }

  /** The version does not count: there is one of each, whose name may change when it is fetched. */
  private static String key(Artifact artifact) {
    return artifact.getGroupId()
        + ":"
        + artifact.getArtifactId()
        + ":"
        + artifact.getExtension()
        + ":"
        + artifact.getClassifier();
  }
}
