package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.graph.Dependency;
import org.jspecify.annotations.Nullable;

/** The modules of a build as dependencies of a function: packaged, compiled, or not built yet. */
final class ReactorModules {

  private static final String TESTS = "tests";
  private static final String TEST_SCOPE = "test";

  private final Map<String, MavenProject> modules = new HashMap<>();
  private final MavenSession session;

  ReactorModules(MavenSession session) {
    this.session = session;
    for (MavenProject module : session.getAllProjects()) {
      modules.put(key(module.getGroupId(), module.getArtifactId(), module.getVersion()), module);
    }
  }

  /** Whether an artifact belongs to a module. */
  boolean has(Artifact artifact) {
    return module(artifact) != null;
  }

  /** The dependencies that a module declares, except for tests; empty for other artifacts. */
  List<Artifact> named(Artifact artifact) {
    MavenProject module = module(artifact);
    if (module == null) {
      return List.of();
    }
    ArtifactTypeRegistry types = session.getRepositorySession().getArtifactTypeRegistry();
    return module.getDependencies().stream()
        .filter(it -> !TEST_SCOPE.equals(it.getScope()))
        .map(it -> RepositoryUtils.toDependency(it, types).getArtifact())
        .toList();
  }

  /**
   * Where the bytes of an artifact come from. For a module that has not been packaged, Maven gives
   * its classes' folder.
   *
   * @throws LambdaImageException when the artifact consists of more than that, or of less
   */
  Source source(Artifact artifact) throws LambdaImageException {
    Path file = artifact.getFile().toPath();
    if (!Files.isDirectory(file)) {
      return new Source.PlainFile(file);
    }
    MavenProject module = module(artifact);
    String classifier = artifact.getClassifier();
    if (module == null) {
      return new Source.ModuleClasses(file);
    }
    // Maven 3 gives the folder for every classifier, whichever plugin makes that jar.
    if (!classifier.isEmpty() && !classifier.equals(TESTS)) {
      throw notPackaged(artifact, module, null);
    }
    String goal = classifier.isEmpty() ? ModuleManifest.JAR : ModuleManifest.TEST_JAR;
    JarManifest manifest = ModuleManifest.of(module, goal, file);
    return new Source.ModuleClasses(file, manifest);
  }

  /** Explains a failure to resolve dependencies, if one of them is a module's. */
  LambdaImageException explained(DependencyResolutionException failure) {
    DependencyResolutionResult result = failure.getResult();
    if (result != null) {
      for (Dependency missing : result.getUnresolvedDependencies()) {
        MavenProject module = module(missing.getArtifact());
        if (module != null) {
          return notPackaged(missing.getArtifact(), module, failure);
        }
      }
    }
    return new LambdaImageException(
        "The project's dependencies cannot be resolved: %s".formatted(failure.getMessage()),
        failure);
  }

  private LambdaImageException notPackaged(
      Artifact artifact, MavenProject module, @Nullable Throwable cause) {
    return new LambdaImageException(
        "The dependency '%s' is not there: the module '%s' of this build makes it when it is packaged. Run 'mvn package lambda-image:build'%s."
            .formatted(
                artifact,
                module.getArtifactId(),
                session.getProjects().contains(module)
                    ? ""
                    : " with that module too: leave out '-pl', or add '-am'"),
        cause);
  }

  private @Nullable MavenProject module(Artifact artifact) {
    return modules.get(
        key(artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion()));
  }

  private static String key(String groupId, String artifactId, String version) {
    return groupId + ":" + artifactId + ":" + version;
  }
}
