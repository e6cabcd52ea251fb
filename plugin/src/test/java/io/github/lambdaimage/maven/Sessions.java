package io.github.lambdaimage.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.repository.MavenArtifactRepository;
import org.apache.maven.artifact.repository.layout.DefaultRepositoryLayout;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;

/** Sessions of Maven without its components. */
final class Sessions {

  private Sessions() {}

  /** A session that was started in a directory. */
  static MavenSession in(Path directory) {
    MavenSession session = of(List.of());
    session.getRequest().setBaseDirectory(directory.toFile());
    return session;
  }

  /** A session with all these modules. */
  @SuppressWarnings({
    "NullAway", // There is no container.
    "deprecation" // Maven means its sessions to be made by itself alone.
  })
  static MavenSession of(List<MavenProject> modules) {
    MavenSession session =
        new MavenSession(
            null,
            new DefaultRepositorySystemSession(),
            new DefaultMavenExecutionRequest(),
            new DefaultMavenExecutionResult());
    session.setAllProjects(modules);
    session
        .getRequest()
        .setLocalRepository(
            new MavenArtifactRepository(
                "local",
                Path.of("target/local-repository").toUri().toString(),
                new DefaultRepositoryLayout(),
                null,
                null));
    return session;
  }
}
