package io.github.lambdaimage.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginConfiguration;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What the POM of a module itself configures for this plugin. Each module of a reactor inherits its
 * parent's configuration too, so an inherited parameter does not tell which module is meant.
 */
final class OwnPom {

  private static final String PLUGIN = "lambda-image-maven-plugin";
  private static final String PROPERTY = "lambda-image.";

  private OwnPom() {}

  /** Whether it sets a parameter, to any value. */
  static boolean sets(MavenProject project, String parameter) {
    Model model = project.getOriginalModel();
    if (model == null) {
      return false;
    }
    List<Properties> properties = new ArrayList<>(List.of(model.getProperties()));
    model.getProfiles().forEach(profile -> properties.add(profile.getProperties()));
    return properties.stream().anyMatch(it -> it.containsKey(PROPERTY + parameter))
        || configurations(model).stream().anyMatch(it -> it.getChild(parameter) != null);
  }

  /**
   * The plugin's configurations, including those of profiles and of single executions, as written.
   */
  static List<Xpp3Dom> configurations(Model model) {
    List<PluginConfiguration> builds = new ArrayList<>();
    if (model.getBuild() != null) {
      builds.add(model.getBuild());
    }
    for (Profile profile : model.getProfiles()) {
      if (profile.getBuild() != null) {
        builds.add(profile.getBuild());
      }
    }
    List<Xpp3Dom> configurations = new ArrayList<>();
    builds.forEach(build -> addAll(build, configurations));
    return configurations;
  }

  private static void addAll(PluginConfiguration build, List<Xpp3Dom> configurations) {
    List<Plugin> plugins = new ArrayList<>(build.getPlugins());
    if (build.getPluginManagement() != null) {
      plugins.addAll(build.getPluginManagement().getPlugins());
    }
    for (Plugin plugin : plugins) {
      if (plugin.getArtifactId().equals(PLUGIN)) {
        List<ConfigurationContainer> containers = new ArrayList<>(plugin.getExecutions());
        containers.add(plugin);
        for (ConfigurationContainer container : containers) {
          if (container.getConfiguration() instanceof Xpp3Dom configuration) {
            configurations.add(configuration);
          }
        }
      }
    }
  }
}
