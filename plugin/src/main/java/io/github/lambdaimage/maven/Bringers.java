package io.github.lambdaimage.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.DependencyNode;

/**
 * Which dependency brings another, after Maven has chosen one version of each.
 *
 * @param byBrought each bringer
 */
record Bringers(Map<String, Artifact> byBrought) {

  /**
   * Those of a project.
   *
   * @param project the root of its graph
   * @param named what an artifact names if it is a module of the build; empty for others
   */
  static Bringers of(DependencyNode project, Function<Artifact, List<Artifact>> named) {
    Bringers bringers = new Bringers(new HashMap<>());
    Set<String> own = new HashSet<>();
    for (DependencyNode child : project.getChildren()) {
      own.add(key(child.getArtifact()));
      bringers.add(child, it -> named.apply(it).forEach(one -> own.add(key(one))));
    }
    // What the project or a module names as well is its own, however it came here first.
    bringers.byBrought.keySet().removeAll(own);
    return bringers;
  }

  /** What brings an artifact, what brings that, and so on; empty if the project itself names it. */
  List<String> of(Artifact artifact) {
    List<String> way = new ArrayList<>();
    for (Artifact at = byBrought.get(key(artifact)); at != null; at = byBrought.get(key(at))) {
      way.add(at.getGroupId() + ":" + at.getArtifactId());
    }
    return way;
  }

  private void add(DependencyNode node, Consumer<Artifact> each) {
    each.accept(node.getArtifact());
    for (DependencyNode child : node.getChildren()) {
      // One that was here before may be part of a circle.
      if (byBrought.putIfAbsent(key(child.getArtifact()), node.getArtifact()) == null) {
        add(child, each);
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
