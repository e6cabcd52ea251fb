package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;

/**
 * The jars that a project needs at run time. They are resolved when an image is built and not by
 * Maven beforehand, because publishing a prebuilt image needs none.
 */
final class RuntimeDependencies {

  /**
   * A jar of scope {@code system} is in no repository, only on the machine that builds: Lambda has
   * it only if it is in the image.
   */
  private static final Set<String> SCOPES = Set.of("compile", "runtime", "system");

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
    ReactorModules modules = new ReactorModules(session);
    try {
      List<Dependency> dependencies = new ArrayList<>();
      DependencyResolutionResult result = resolver.resolve(request);
      Bringers bringers = Bringers.of(result.getDependencyGraph(), modules::named);
      for (var resolved : result.getResolvedDependencies()) {
        Artifact artifact = resolved.getArtifact();
        if (SCOPES.contains(resolved.getScope()) && isOnClassPath(artifact)) {
          dependencies.add(dependency(artifact, modules).broughtBy(bringers.of(artifact)));
        }
      }
      return dependencies;
    } catch (DependencyResolutionException e) {
      throw modules.explained(e);
    }
  }

  /**
   * Whether it is a jar, or a type that stands for one: a {@code pom} or {@code zip} dependency is
   * not a library.
   */
  private static boolean isOnClassPath(Artifact artifact) {
    return artifact.getFile() != null
        && artifact.getExtension().equals("jar")
        && !"false".equals(artifact.getProperty("constitutesBuildPath", "true"));
  }

  private static Dependency dependency(Artifact artifact, ReactorModules modules)
      throws LambdaImageException {
    Stability stability = artifact.isSnapshot() ? Stability.SNAPSHOT : Stability.RELEASE;
    return new Dependency(
        artifact.getGroupId(),
        artifact.getArtifactId(),
        artifact.getVersion(),
        artifact.getClassifier(),
        modules.source(artifact),
        modules.has(artifact) ? Stability.MODULE : stability);
  }
}
