package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The Java release that javac compiles a project for. Other compilers have other settings, so the
 * classes count too, once they exist.
 */
final class CompilerRelease {

  private static final String COMPILER_PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";

  /** No release is configured. */
  static final int UNKNOWN = 0;

  private CompilerRelease() {}

  /**
   * The highest release that an execution of the compiler plugin is configured with, by element or
   * property, or {@link #UNKNOWN}.
   *
   * @throws LambdaImageException when it is not a number
   */
  static int told(MavenProject project, Properties userProperties) throws LambdaImageException {
    Plugin compiler = project.getPlugin(COMPILER_PLUGIN);
    int newest = UNKNOWN;
    for (List<ConfigurationContainer> configuration : configurations(compiler)) {
      String told = told(configuration, project, userProperties);
      if (told != null) {
        newest = Math.max(newest, LambdaJava.release(told));
      }
    }
    return newest;
  }

  /**
   * The configurations of each execution that compiles the project's classes: its own, then the
   * plugin's.
   */
  private static List<List<ConfigurationContainer>> configurations(@Nullable Plugin compiler) {
    if (compiler == null) {
      return List.of(List.of());
    }
    List<List<ConfigurationContainer>> configurations = new ArrayList<>();
    for (PluginExecution execution : compiler.getExecutions()) {
      List<ConfigurationContainer> own = List.of(execution, compiler);
      if (execution.getGoals().contains("compile")
          && !"none".equals(execution.getPhase())
          // Its classes go to META-INF/versions: an older Java uses the classes that they replace.
          && !"true".equals(PomElement.text(own, "multiReleaseOutput"))) {
        configurations.add(own);
      }
    }
    return configurations.isEmpty() ? List.of(List.of(compiler)) : configurations;
  }

  private static @Nullable String told(
      List<ConfigurationContainer> configuration, MavenProject project, Properties userProperties) {
    for (String parameter : new String[] {"release", "target"}) {
      String configured = PomElement.text(configuration, parameter);
      String value =
          configured != null
              ? configured
              : property("maven.compiler." + parameter, project, userProperties);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  /** The value of a property; the command line overrides the POM. */
  private static @Nullable String property(
      String name, MavenProject project, Properties userProperties) {
    return userProperties.getProperty(name, project.getProperties().getProperty(name));
  }
}
