package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;

/**
 * The jars that a project needs to run. They are resolved when an image is built and not by Maven
 * beforehand, because publishing a prebuilt image needs none.
 */
final class RuntimeDependencies {

  private static final Set<String> SCOPES = Set.of("compile", "runtime");

  private final ProjectDependenciesResolver resolver;
  private final MavenSession session;

  RuntimeDependencies(ProjectDependenciesResolver resolver, MavenSession session) {
    this.resolver = resolver;
    this.session = session;
  }

  List<Dependency> of(MavenProject project) throws LambdaImageException {
    DefaultDependencyResolutionRequest request =
        new DefaultDependencyResolutionRequest(project, session.getRepositorySession());
    request.setResolutionFilter(
        (node, parents) ->
            node.getDependency() == null || SCOPES.contains(node.getDependency().getScope()));
    try {
      Set<String> modules =
          session.getAllProjects().stream()
              .map(it -> key(it.getGroupId(), it.getArtifactId(), it.getVersion()))
              .collect(Collectors.toSet());
      List<Dependency> dependencies = new ArrayList<>();
      for (var resolved : resolver.resolve(request).getResolvedDependencies()) {
        Artifact artifact = resolved.getArtifact();
        if (SCOPES.contains(resolved.getScope()) && isOnClassPath(artifact)) {
          dependencies.add(dependency(artifact, modules));
        }
      }
      return dependencies;
    } catch (DependencyResolutionException e) {
      throw new LambdaImageException(
          "The project's dependencies cannot be resolved: %s".formatted(e.getMessage()), e);
    }
  }

  /** Jars, and what stands for one: a {@code pom} or {@code zip} dependency is no library. */
  private static boolean isOnClassPath(Artifact artifact) {
    return artifact.getFile() != null
        && artifact.getExtension().equals("jar")
        && !"false".equals(artifact.getProperty("constitutesBuildPath", "true"));
  }

  private static Dependency dependency(Artifact artifact, Set<String> modules) {
    String base = artifact.getBaseVersion();
    Stability stability = artifact.isSnapshot() ? Stability.SNAPSHOT : Stability.RELEASE;
    if (modules.contains(key(artifact.getGroupId(), artifact.getArtifactId(), base))) {
      stability = Stability.MODULE;
    }
    return new Dependency(
        artifact.getGroupId(),
        artifact.getArtifactId(),
        artifact.getVersion(),
        artifact.getClassifier(),
        source(artifact.getFile().toPath()),
        stability);
  }

  /** Maven gives a directory for a module of the reactor that has not been packaged. */
  private static Source source(Path file) {
    return Files.isDirectory(file) ? new Source.ModuleClasses(file) : new Source.PlainFile(file);
  }

  private static String key(String groupId, String artifactId, String version) {
    return groupId + ":" + artifactId + ":" + version;
  }
}
