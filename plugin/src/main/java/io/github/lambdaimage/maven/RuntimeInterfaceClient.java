package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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

/**
 * AWS's runtime interface client for Java, with its dependencies, from the project's repositories.
 */
final class RuntimeInterfaceClient {

  /** The version that this plugin is tested with. */
  static final String DEFAULT_VERSION = "2.10.1";

  private static final String COORDINATES =
      "com.amazonaws:aws-lambda-java-runtime-interface-client:";

  /**
   * From this version on, the client depends on a serialization that cannot read records as events.
   */
  private static final String WITHOUT_RECORDS = "2.9.0";

  /** A serialization that can, and is tested with the client. */
  private static final String SERIALIZATION = "com.amazonaws:aws-lambda-java-serialization:1.4.1";

  /** Neither {@code LATEST} nor a range: the image would change from day to day. */
  private static final Pattern VERSION = Pattern.compile("\\d[A-Za-z0-9._-]*");

  private final MavenTools maven;
  private final MavenProject project;

  /**
   * The client for a project.
   *
   * @param project whose repositories are used
   */
  RuntimeInterfaceClient(MavenTools maven, MavenProject project) {
    this.maven = maven;
    this.project = project;
  }

  /**
   * The version that a parameter asks for.
   *
   * @param wanted {@code true} or a version; {@code null}, {@code false} or empty for none
   * @throws LambdaImageException for any other text
   */
  static Optional<String> version(@Nullable String wanted) throws LambdaImageException {
    String version = wanted == null ? "" : wanted.strip();
    if (version.isEmpty() || version.equals("false")) {
      return Optional.empty();
    }
    if (version.equals("true")) {
      return Optional.of(DEFAULT_VERSION);
    }
    if (!VERSION.matcher(version).matches()) {
      throw new LambdaImageException(
          "<runtimeInterfaceClient> '%s' is neither 'true' nor one version. Use 'true', or a version such as '%s'."
              .formatted(version, DEFAULT_VERSION));
    }
    return Optional.of(version);
  }

  /**
   * Resolves the client and its runtime dependencies.
   *
   * @return their jars, the client's first
   * @throws LambdaImageException when one of them cannot be resolved
   */
  List<Dependency> resolve(String version) throws LambdaImageException {
    List<Dependency> client = jars(COORDINATES + version);
    boolean readsRecords =
        new ComparableVersion(version).compareTo(new ComparableVersion(WITHOUT_RECORDS)) < 0;
    return readsRecords ? client : union(client, jars(SERIALIZATION));
  }

  private List<Dependency> jars(String coordinates) throws LambdaImageException {
    CollectRequest request =
        new CollectRequest(
            new org.eclipse.aether.graph.Dependency(new DefaultArtifact(coordinates), "runtime"),
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
          "AWS's runtime interface client needs '%s', which cannot be resolved: %s. %s"
              .formatted(coordinates, e.getMessage(), cure(coordinates)),
          e);
    }
  }

  /** The dependencies of both lists; of one that is in both, the newer version. */
  static List<Dependency> union(List<Dependency> some, List<Dependency> more) {
    Map<String, Dependency> union = new LinkedHashMap<>();
    Stream.concat(some.stream(), more.stream())
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

  private String cure(String coordinates) {
    return maven.session().isOffline()
        ? "Maven is offline: run 'mvn dependency:get -Dartifact=%s' once without '-o'."
            .formatted(coordinates)
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
