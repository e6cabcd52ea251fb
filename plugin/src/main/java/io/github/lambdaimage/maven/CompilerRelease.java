package io.github.lambdaimage.maven;

import io.github.lambdaimage.content.ClassFiles;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The Java release that a project is compiled for. */
final class CompilerRelease {

  private static final String COMPILER_PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";

  private CompilerRelease() {}

  /** What the compiler plugin is told, by element or property; else what the class files say. */
  static String of(MavenProject project, Properties userProperties, Path classes)
      throws LambdaImageException {
    String told = told(project, userProperties);
    return told == null ? String.valueOf(ClassFiles.highestRelease(classes)) : told;
  }

  /** What the compiler plugin is told, before there are any classes; {@code null} if nothing. */
  static @Nullable String told(MavenProject project, Properties userProperties) {
    for (String parameter : new String[] {"release", "target"}) {
      String configured = configured(project.getPlugin(COMPILER_PLUGIN), parameter);
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

  private static @Nullable String configured(@Nullable Plugin plugin, String parameter) {
    if (plugin == null || !(plugin.getConfiguration() instanceof Xpp3Dom configuration)) {
      return null;
    }
    Xpp3Dom element = configuration.getChild(parameter);
    String value = element == null ? null : element.getValue();
    return value == null || value.isBlank() ? null : value;
  }

  /** What the command line says goes before what the POM says. */
  private static @Nullable String property(
      String name, MavenProject project, Properties userProperties) {
    return userProperties.getProperty(name, project.getProperties().getProperty(name));
  }
}
