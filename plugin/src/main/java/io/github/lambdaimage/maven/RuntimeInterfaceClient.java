package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** AWS's runtime interface client for Java, with what it needs, from the project's repositories. */
final class RuntimeInterfaceClient {

  /** The one that this plugin is tested with. */
  static final String DEFAULT_VERSION = "2.9.0";

  private static final String COORDINATES =
      "com.amazonaws:aws-lambda-java-runtime-interface-client:";

  private final RepositorySystem repositories;
  private final MavenSession session;

  RuntimeInterfaceClient(RepositorySystem repositories, MavenSession session) {
    this.repositories = repositories;
    this.session = session;
  }

  /**
   * Resolves the client and its runtime dependencies.
   *
   * @param project whose repositories are asked
   * @return their jars, the client's first
   * @throws LambdaImageException when one of them is not to be had
   */
  List<Dependency> resolve(String version, MavenProject project) throws LambdaImageException {
    CollectRequest request =
        new CollectRequest(
            new org.eclipse.aether.graph.Dependency(
                new DefaultArtifact(COORDINATES + version), "runtime"),
            project.getRemoteProjectRepositories());
    try {
      return repositories
          .resolveDependencies(session.getRepositorySession(), new DependencyRequest(request, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(RuntimeInterfaceClient::dependency)
          .toList();
    } catch (DependencyResolutionException e) {
      throw new LambdaImageException(
          "AWS's runtime interface client '%s%s' cannot be resolved: %s. %s"
              .formatted(COORDINATES, version, e.getMessage(), cure(version)),
          e);
    }
  }

  /** The function's dependencies with the client's; of one that both have, the newer version. */
  static List<Dependency> union(List<Dependency> function, List<Dependency> client) {
    Map<String, Dependency> union = new LinkedHashMap<>();
    Stream.concat(function.stream(), client.stream())
        .forEach(
            it ->
                union.merge(
                    it.groupId() + ":" + it.artifactId() + ":" + it.classifier(),
                    it,
                    RuntimeInterfaceClient::newer));
    return List.copyOf(union.values());
  }

  private static Dependency newer(Dependency one, Dependency other) {
    ComparableVersion version = new ComparableVersion(one.version());
    return version.compareTo(new ComparableVersion(other.version())) >= 0 ? one : other;
  }

  private String cure(String version) {
    return session.isOffline()
        ? "Maven is offline: run 'mvn dependency:get -Dartifact=%s%s' once without '-o'."
            .formatted(COORDINATES, version)
        : "It comes from Maven Central: see that the repositories of the project or a mirror in settings.xml lead there.";
  }

  private static Dependency dependency(Artifact artifact) {
    return new Dependency(
        artifact.getGroupId(),
        artifact.getArtifactId(),
        artifact.getVersion(),
        artifact.getClassifier(),
        artifact.getFile().toPath(),
        Stability.RELEASE);
  }
}
