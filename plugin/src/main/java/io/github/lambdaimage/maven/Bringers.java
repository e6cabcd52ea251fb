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
 * Which dependency brings in another, after Maven has chosen one version of each.
 *
 * @param byBrought the bringer of each dependency
 */
record Bringers(Map<String, Artifact> byBrought) {

  /**
   * The bringers in a project.
   *
   * @param project the root of its graph
   * @param named the dependencies of an artifact if it is a module of the build; empty for others
   */
  static Bringers of(DependencyNode project, Function<Artifact, List<Artifact>> named) {
    Bringers bringers = new Bringers(new HashMap<>());
    Set<String> own = new HashSet<>();
    for (DependencyNode child : project.getChildren()) {
      own.add(key(child.getArtifact()));
      bringers.add(child, it -> named.apply(it).forEach(one -> own.add(key(one))));
    }
    // A dependency that the project or a module declares itself is its own, even if another brings
    // it too.
    bringers.byBrought.keySet().removeAll(own);
    return bringers;
  }

  /** The chain of bringers of an artifact; empty if the project itself declares it. */
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
      // An artifact that was here before may be part of a cycle.
      if (byBrought.putIfAbsent(key(child.getArtifact()), node.getArtifact()) == null) {
        add(child, each);
      }
    }
  }

  /**
   * The key of an artifact, without the version: there is only one, and its spelling may change
   * when it is fetched.
   */
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
