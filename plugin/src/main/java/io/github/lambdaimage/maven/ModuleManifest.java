package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The manifest that maven-jar-plugin will write into a module's jar, as far as it can be predicted:
 * from the module's configuration, and the plugin's own entries.
 *
 * @see <a href="https://maven.apache.org/shared/maven-archiver/index.html">the configuration</a>
 */
final class ModuleManifest {

  /** The goal that packages classes. */
  static final String JAR = "jar";

  /** The goal that packages the classes of tests. */
  static final String TEST_JAR = "test-jar";

  private static final String PLUGIN = "org.apache.maven.plugins:maven-jar-plugin";

  /** From this version on, the plugin detects multi-release jars. */
  private static final String DETECTING = "3.4.0";

  private final MavenProject module;

  /** The configurations, the most specific first. */
  private final List<Xpp3Dom> configurations = new ArrayList<>();

  private ModuleManifest(MavenProject module, @Nullable Plugin plugin, String goal) {
    this.module = module;
    if (plugin != null) {
      for (PluginExecution execution : plugin.getExecutions()) {
        if (execution.getGoals().contains(goal)
            && execution.getConfiguration() instanceof Xpp3Dom configuration
            // This execution makes another jar of the module.
            && (goal.equals(TEST_JAR) || configuration.getChild("classifier") == null)) {
          configurations.add(configuration);
        }
      }
      if (plugin.getConfiguration() instanceof Xpp3Dom configuration) {
        configurations.add(configuration);
      }
    }
  }

  /**
   * The manifest of a module's jar.
   *
   * @param goal of maven-jar-plugin that would make it
   * @param classes that would be in it
   * @throws LambdaImageException when the plugin could not make it either
   */
  static JarManifest of(MavenProject module, String goal, Path classes)
      throws LambdaImageException {
    Plugin plugin = module.getPlugin(PLUGIN);
    ModuleManifest manifest = new ModuleManifest(module, plugin, goal);
    Map<String, String> attributes = manifest.added();
    if (plugin != null && manifest.detectsReleases(plugin.getVersion(), classes)) {
      attributes.put("Multi-Release", "true");
    }
    attributes.putAll(manifest.entries());
    JarManifest said = JarManifest.of(attributes, manifest.sections());
    Path file = manifest.file();
    // A plugin of a later phase may not have written it yet.
    return file != null && Files.isRegularFile(file) ? ManifestFile.read(file).over(said) : said;
  }

  private boolean detectsReleases(@Nullable String pluginVersion, Path classes) {
    return Files.isDirectory(classes.resolve("META-INF/versions"))
        && pluginVersion != null
        && !"false".equals(value("detectMultiReleaseJar"))
        && new ComparableVersion(pluginVersion).compareTo(new ComparableVersion(DETECTING)) >= 0;
  }

  /** The entries about the project that the plugin is configured to add. */
  private Map<String, String> added() {
    Map<String, String> attributes = new LinkedHashMap<>();
    String vendor = module.getOrganization() == null ? null : module.getOrganization().getName();
    if (isSet("addDefaultSpecificationEntries")) {
      DefaultArtifactVersion version = new DefaultArtifactVersion(module.getVersion());
      attributes.put("Specification-Title", module.getName());
      attributes.put(
          "Specification-Version", version.getMajorVersion() + "." + version.getMinorVersion());
      put(attributes, "Specification-Vendor", vendor);
    }
    if (isSet("addDefaultImplementationEntries")) {
      attributes.put("Implementation-Title", module.getName());
      attributes.put("Implementation-Version", module.getVersion());
      put(attributes, "Implementation-Vendor", vendor);
    }
    put(attributes, "Main-Class", value("archive", "manifest", "mainClass"));
    put(attributes, "Package", value("archive", "manifest", "packageName"));
    return attributes;
  }

  private boolean isSet(String name) {
    return "true".equals(value("archive", "manifest", name));
  }

  private static void put(Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = configurations.size() - 1; i >= 0; i--) {
      putAll(entries, element(configurations.get(i), "archive", "manifestEntries"));
    }
    return entries;
  }

  private Map<String, Map<String, String>> sections() {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    for (Xpp3Dom configuration : configurations) {
      Xpp3Dom all = element(configuration, "archive", "manifestSections");
      for (Xpp3Dom section : all == null ? new Xpp3Dom[0] : all.getChildren()) {
        Xpp3Dom name = section.getChild("name");
        if (name != null && name.getValue() != null && !sections.containsKey(name.getValue())) {
          Map<String, String> entries = new LinkedHashMap<>();
          putAll(entries, section.getChild("manifestEntries"));
          sections.put(name.getValue(), entries);
        }
      }
    }
    return sections;
  }

  private void putAll(Map<String, String> entries, @Nullable Xpp3Dom elements) {
    for (Xpp3Dom entry : elements == null ? new Xpp3Dom[0] : elements.getChildren()) {
      put(entries, entry.getName(), filled(entry.getValue() == null ? "" : entry.getValue()));
    }
  }

  /**
   * A value with the properties that plugins have set since the POM was read, such as a commit's
   * id; {@code null} if one of them is not set yet.
   */
  private @Nullable String filled(String value) {
    int start = value.indexOf("${");
    int end = value.indexOf('}', start);
    if (start < 0 || end < 0) {
      return value;
    }
    String property = module.getProperties().getProperty(value.substring(start + 2, end));
    String rest = filled(value.substring(end + 1));
    return property == null || rest == null ? null : value.substring(0, start) + property + rest;
  }

  private @Nullable Path file() {
    String file = value("archive", "manifestFile");
    File folder = module.getBasedir();
    if (file == null) {
      return null;
    }
    return folder == null ? Path.of(file) : folder.toPath().resolve(file);
  }

  private @Nullable String value(String... path) {
    for (Xpp3Dom configuration : configurations) {
      Xpp3Dom element = element(configuration, path);
      if (element != null && element.getValue() != null && !element.getValue().isBlank()) {
        return element.getValue().strip();
      }
    }
    return null;
  }

  private static @Nullable Xpp3Dom element(Xpp3Dom configuration, String... path) {
    Xpp3Dom element = configuration;
    for (String name : path) {
      element = element == null ? null : element.getChild(name);
    }
    return element;
  }
}
