package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.ClassFiles;
import io.github.lambdaimage.function.LambdaImageException;
import java.nio.file.Path;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The Java release that a project is compiled for. */
final class CompilerRelease {

  private static final String COMPILER_PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";

  private CompilerRelease() {}

  /** What the compiler plugin is told, by element or property; else what the class files say. */
  static String of(MavenProject project, Path classes) throws LambdaImageException {
    for (String parameter : new String[] {"release", "target"}) {
      String configured = configured(project.getPlugin(COMPILER_PLUGIN), parameter);
      String property = project.getProperties().getProperty("maven.compiler." + parameter);
      String value = configured == null ? property : configured;
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return String.valueOf(ClassFiles.highestRelease(classes));
  }

  private static @Nullable String configured(@Nullable Plugin plugin, String parameter) {
    if (plugin == null || !(plugin.getConfiguration() instanceof Xpp3Dom configuration)) {
      return null;
    }
    Xpp3Dom element = configuration.getChild(parameter);
    return element == null ? null : element.getValue();
  }
}
