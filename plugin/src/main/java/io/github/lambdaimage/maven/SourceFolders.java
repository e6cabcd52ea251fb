package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.Maven;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.FileSet;
import org.apache.maven.project.MavenProject;

/**
 * The sources of a project, and of the modules that it depends on. They are compiled like by {@code
 * mvn process-classes} in another terminal, by the plugins of the POM, but in this Maven, whose
 * classes are loaded already.
 */
final class SourceFolders {

  private static final String PHASE = "process-classes";

  /** Fields of a request that Maven's own copying leaves out. */
  private static final List<String> OF_MAVEN_4 = List.of("TopDirectory", "RootDirectory");

  private final Maven maven;
  private final MavenSession session;
  private final MavenProject project;

  SourceFolders(Maven maven, MavenSession session, MavenProject project) {
    this.maven = maven;
    this.session = session;
    this.project = project;
  }

  /** The folders of sources and resources, except for generated ones. */
  List<Path> folders() {
    List<MavenProject> modules = new ArrayList<>(List.of(project));
    modules.addAll(session.getProjectDependencyGraph().getUpstreamProjects(project, true));
    Set<Path> folders = new LinkedHashSet<>();
    for (MavenProject module : modules) {
      Path generated = Path.of(module.getBuild().getDirectory());
      module.getCompileSourceRoots().stream().map(Path::of).forEach(folders::add);
      module.getResources().stream().map(FileSet::getDirectory).map(Path::of).forEach(folders::add);
      folders.removeIf(it -> it.startsWith(generated));
    }
    return List.copyOf(folders);
  }

  /**
   * Compiles what has changed.
   *
   * @throws LambdaImageException with the message of the plugin that failed; its own output is
   *     above
   */
  void compile() throws LambdaImageException {
    MavenExecutionRequest request = copy(session.getRequest());
    request.setGoals(List.of(PHASE));
    request.setSelectedProjects(List.of(project.getGroupId() + ":" + project.getArtifactId()));
    request.setMakeBehavior(MavenExecutionRequest.REACTOR_MAKE_UPSTREAM);
    request.setResumeFrom(null);
    request.setStartTime(Date.from(Instant.now()));
    // No headings and no summary: it is one step of a goal that goes on.
    request.setExecutionListener(null);
    MavenExecutionResult result = maven.execute(request);
    if (result.hasExceptions()) {
      Throwable failure = result.getExceptions().get(0);
      throw new LambdaImageException(
          "'mvn %s' failed for '%s': %s. Correct it and save; the next change is noticed."
              .formatted(PHASE, project.getArtifactId(), failure.getMessage()),
          failure);
    }
  }

  private static MavenExecutionRequest copy(MavenExecutionRequest original) {
    MavenExecutionRequest copy = DefaultMavenExecutionRequest.copy(original);
    for (String directory : OF_MAVEN_4) {
      try {
        Class<MavenExecutionRequest> type = MavenExecutionRequest.class;
        Object value = type.getMethod("get" + directory).invoke(original);
        type.getMethod("set" + directory, Path.class).invoke(copy, value);
      } catch (ReflectiveOperationException e) {
        // Maven 3 does not have it.
      }
    }
    return copy;
  }
}
