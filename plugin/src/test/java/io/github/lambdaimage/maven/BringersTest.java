package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.DefaultDependencyNode;
import org.eclipse.aether.graph.DependencyNode;
import org.junit.jupiter.api.Test;

class BringersTest {

  private static final Artifact CONSCRYPT =
      new DefaultArtifact("org.conscrypt:conscrypt-openjdk-uber:2.5.2");

  @Test
  void areTheNextOnTheWayToTheProject() {
    Bringers bringers =
        bringers(
            node(
                "com.example:function:1",
                node(
                    "com.google.cloud:google-cloud-storage:2",
                    node("io.grpc:grpc-alts:1", node(CONSCRYPT.toString())))));

    assertThat(bringers.of(CONSCRYPT))
        .containsExactly("io.grpc:grpc-alts", "com.google.cloud:google-cloud-storage");
    assertThat(bringers.of(new DefaultArtifact("io.grpc:grpc-alts:1")))
        .containsExactly("com.google.cloud:google-cloud-storage");
    assertThat(bringers.of(new DefaultArtifact("com.google.cloud:google-cloud-storage:2")))
        .as("is the project's own")
        .isEmpty();
  }

  @Test
  void areNoneOfWhatTheProjectNamesToo() {
    Bringers bringers =
        bringers(
            node(
                "com.example:function:1",
                node("io.grpc:grpc-alts:1", node(CONSCRYPT.toString())),
                node(CONSCRYPT.toString())));

    assertThat(bringers.of(CONSCRYPT)).isEmpty();
  }

  @Test
  void areToldByTheClassifierToo() {
    Artifact linux = new DefaultArtifact("io.netty", "quic", "linux-x86_64", "jar", "4-20260102");
    Bringers bringers =
        bringers(
            node(
                "com.example:function:1",
                node("io.netty:quic:jar:osx-aarch_64:4-SNAPSHOT"),
                node("a:b:1", node("io.netty:quic:jar:linux-x86_64:4-SNAPSHOT"))));

    assertThat(bringers.of(linux)).containsExactly("a:b");
  }

  @Test
  void mayBeInACircle() {
    DependencyNode one = node("a:one:1");
    DependencyNode other = node("a:other:1", one);
    one.setChildren(List.of(other));

    Bringers bringers = bringers(node("com.example:function:1", one));

    assertThat(bringers.of(other.getArtifact())).containsExactly("a:one");
    assertThat(bringers.of(one.getArtifact())).isEmpty();
  }

  /** Its code is the project's, and Maven leaves out of the graph what is there already. */
  @Test
  void areNoneOfWhatAModuleNames() {
    DependencyNode function =
        node(
            "com.example:function:1",
            node("io.grpc:grpc-alts:1", node(CONSCRYPT.toString())),
            node("com.example:core:1", node("a:b:1", node("a:c:1"))));
    Artifact inner = new DefaultArtifact("a:c:1");

    Bringers bringers =
        Bringers.of(
            function,
            it ->
                it.getArtifactId().equals("core")
                    ? List.of(CONSCRYPT, new DefaultArtifact("a:b:1"))
                    : List.of());

    assertThat(bringers.of(CONSCRYPT)).isEmpty();
    assertThat(bringers.of(inner)).containsExactly("a:b");
    assertThat(bringers(function).of(CONSCRYPT)).containsExactly("io.grpc:grpc-alts");
    assertThat(bringers(function).of(inner)).containsExactly("a:b", "com.example:core");
  }

  /** Without modules. */
  private static Bringers bringers(DependencyNode project) {
    return Bringers.of(project, it -> List.of());
  }

  private static DependencyNode node(String coordinates, DependencyNode... children) {
    DefaultDependencyNode node = new DefaultDependencyNode(new DefaultArtifact(coordinates));
    node.setChildren(List.of(children));
    return node;
  }
}
