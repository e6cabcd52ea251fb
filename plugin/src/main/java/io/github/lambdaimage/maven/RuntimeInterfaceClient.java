package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.jspecify.annotations.Nullable;

/** AWS's runtime interface client for Java, with what it needs, from the project's repositories. */
final class RuntimeInterfaceClient {

  /** The one that this plugin is tested with. */
  static final String DEFAULT_VERSION = "2.9.0";

  private static final String COORDINATES =
      "com.amazonaws:aws-lambda-java-runtime-interface-client:";

  private final MavenTools maven;
  private final MavenProject project;

  /**
   * The client for a project.
   *
   * @param project whose repositories are asked
   */
  RuntimeInterfaceClient(MavenTools maven, MavenProject project) {
    this.maven = maven;
    this.project = project;
  }

  /**
   * The version that a parameter asks for.
   *
   * @param wanted {@code true} or a version; {@code null}, {@code false} or empty for none
   */
  static Optional<String> version(@Nullable String wanted) {
    String version = wanted == null ? "" : wanted.strip();
    if (version.isEmpty() || version.equals("false")) {
      return Optional.empty();
    }
    return Optional.of(version.equals("true") ? DEFAULT_VERSION : version);
  }

  /**
   * Resolves the client and its runtime dependencies.
   *
   * @return their jars, the client's first
   * @throws LambdaImageException when one of them is not to be had
   */
  List<Dependency> resolve(String version) throws LambdaImageException {
    CollectRequest request =
        new CollectRequest(
            new org.eclipse.aether.graph.Dependency(
                new DefaultArtifact(COORDINATES + version), "runtime"),
            project.getRemoteProjectRepositories());
    try {
      return maven
          .repositories()
          .resolveDependencies(
              maven.session().getRepositorySession(), new DependencyRequest(request, null))
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
    return maven.session().isOffline()
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
