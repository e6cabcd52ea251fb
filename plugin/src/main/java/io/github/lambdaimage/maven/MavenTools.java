package io.github.lambdaimage.maven;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** What Maven gives its goals: the session, and the components that they work with. */
record MavenTools(
    MavenSession session,
    SettingsDecrypter decrypter,
    ProjectDependenciesResolver dependencies,
    RepositorySystem repositories) {

  private static final String VARIABLE = "env.";

  /** Whether the build has several modules, including those that {@code -pl} leaves out. */
  boolean isReactor() {
    return isReactor(session);
  }

  /**
   * Whether the build of a session has several modules, including those that {@code -pl} leaves
   * out.
   */
  static boolean isReactor(MavenSession session) {
    return session.getAllProjects().size() > 1;
  }

  /** The environment variables as Maven sees them. */
  Map<String, String> environment() {
    Properties properties = session.getSystemProperties();
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(VARIABLE))
        .collect(
            Collectors.toMap(name -> name.substring(VARIABLE.length()), properties::getProperty));
  }

  /** The user's home directory. */
  Path home() {
    return Path.of(session.getSystemProperties().getProperty("user.home"));
  }
}
