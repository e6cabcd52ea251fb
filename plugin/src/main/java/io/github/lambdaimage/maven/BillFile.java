package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Finds the project's bill of materials, whichever plugin has written it. */
final class BillFile {

  private static final String CYCLONEDX = "cyclonedx-maven-plugin";
  private static final String SPDX = "spdx-maven-plugin";
  private static final String SPDX_JSON = "spdx.json";

  private static final String LINES =
      """
      <plugin>
        <groupId>org.cyclonedx</groupId>
        <artifactId>cyclonedx-maven-plugin</artifactId>
        <version>2.9.3</version>
        <executions>
          <execution>
            <phase>package</phase>
            <goals><goal>makeBom</goal></goals>
            <configuration>
              <includeProvidedScope>false</includeProvidedScope>
              <skipNotDeployed>false</skipNotDeployed>
            </configuration>
          </execution>
        </executions>
      </plugin>""";

  private final MavenProject project;
  private final Path target;

  /**
   * Looks in a project's files.
   *
   * @param target the build's output directory
   */
  BillFile(MavenProject project, Path target) {
    this.project = project;
    this.target = target;
  }

  /**
   * The bill: the one that this build has attached to the project, else an existing file. JSON is
   * preferred to XML.
   *
   * @throws LambdaImageException when there is none, with what to do
   */
  Path find() throws LambdaImageException {
    List<Path> places = new ArrayList<>(attached());
    places.addAll(written());
    Optional<Path> found = places.stream().filter(Files::isRegularFile).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    String goal = goalInBuild();
    throw new LambdaImageException(
        goal.isEmpty()
            ? "lambda-image.sbom is set, and nothing in this build writes a bill of materials: there is no '%s'. Put these lines into the <plugins> of the POM, and run 'mvn package lambda-image:push':\n%s"
                .formatted(target.resolve("bom.json"), LINES)
            : "lambda-image.sbom is set, and %s has not written its bill of materials yet: none of %s is there. Run 'mvn package lambda-image:push', or with the phase to which it is bound in the place of 'package'. Where the module sets maven.deploy.skip, cyclonedx-maven-plugin writes nothing without <skipNotDeployed>false</skipNotDeployed>."
                .formatted(goal, quoted(places)));
  }

  private String goalInBuild() {
    return plugin(SPDX) != null ? SPDX : plugin(CYCLONEDX) != null ? CYCLONEDX : "";
  }

  private static String quoted(List<Path> places) {
    return places.stream()
        .distinct()
        .map(it -> "'" + it + "'")
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  /** Bills that this very build has made. */
  private List<Path> attached() {
    List<Path> json = new ArrayList<>();
    List<Path> xml = new ArrayList<>();
    for (Artifact artifact : project.getAttachedArtifacts()) {
      File file = artifact.getFile();
      boolean cyclonedx = "cyclonedx".equals(artifact.getClassifier());
      if (file != null && (cyclonedx || SPDX_JSON.equals(artifact.getType()))) {
        (file.getName().endsWith(".json") ? json : xml).add(file.toPath());
      }
    }
    json.addAll(xml);
    return json;
  }

  /** The places where the plugins write. */
  private List<Path> written() throws LambdaImageException {
    List<Path> places = new ArrayList<>();
    Plugin cyclonedx = plugin(CYCLONEDX);
    for (ConfigurationContainer container : containers(cyclonedx)) {
      String directory = PomElement.text(List.of(container), "outputDirectory");
      String name = PomElement.text(List.of(container), "outputName");
      if (directory != null || name != null) {
        Path folder = directory == null ? target : ProjectFile.of(project.getBasedir(), directory);
        addBoth(places, folder.resolve(name == null ? "bom" : name));
      }
    }
    for (ConfigurationContainer container : containers(plugin(SPDX))) {
      String file = PomElement.text(List.of(container), "spdxFile");
      if (file != null) {
        // The plugin puts its format's ending behind this one, and keeps all others.
        String written = file.endsWith(".spdx") ? file + ".json" : file;
        places.add(ProjectFile.of(project.getBasedir(), written));
      }
    }
    addBoth(places, target.resolve("bom"));
    String spdx = project.getGroupId() + "_" + project.getArtifactId() + "-" + project.getVersion();
    places.add(target.resolve("site").resolve(spdx + "." + SPDX_JSON));
    return places;
  }

  private static void addBoth(List<Path> places, Path name) {
    places.add(name.resolveSibling(name.getFileName() + ".json"));
    places.add(name.resolveSibling(name.getFileName() + ".xml"));
  }

  private static List<ConfigurationContainer> containers(@Nullable Plugin plugin) {
    List<ConfigurationContainer> containers = new ArrayList<>();
    if (plugin != null) {
      containers.addAll(plugin.getExecutions());
      containers.add(plugin);
    }
    return containers;
  }

  private @Nullable Plugin plugin(String artifactId) {
    for (Plugin plugin : project.getBuildPlugins()) {
      if (plugin.getArtifactId().equals(artifactId)) {
        return plugin;
      }
    }
    return null;
  }
}
