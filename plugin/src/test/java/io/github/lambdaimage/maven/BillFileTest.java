package io.github.lambdaimage.maven;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillFileTest {

  @TempDir Path basedir;

  @ParameterizedTest
  @ValueSource(strings = {"bom.json", "bom.xml", "site/com.example_orders-1.0.spdx.json"})
  void isWhereThePluginsWriteIt(String name) throws Exception {
    Path bill = write("target/" + name);

    assertThat(find(project())).isEqualTo(bill);
  }

  @Test
  void isOneAlthoughPluginsWriteTwo() throws Exception {
    write("target/bom.xml");
    Path json = write("target/bom.json");

    assertThat(find(project())).isEqualTo(json);
  }

  @Test
  void isWhereThePomSays() throws Exception {
    write("target/bom.json");
    Path bill = write("build/sbom/orders.json");
    Plugin plugin = plugin("org.cyclonedx", "cyclonedx-maven-plugin");
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(
        configuration("outputDirectory", "build/sbom", "outputName", "orders"));
    plugin.addExecution(execution);
    Plugin spdx = plugin("org.spdx", "spdx-maven-plugin");
    spdx.setConfiguration(configuration("spdxFile", "build/orders.spdx.json"));

    assertThat(find(project(plugin))).isEqualTo(bill);
    assertThat(find(project(spdx))).isEqualTo(basedir.resolve("target/bom.json"));
    assertThat(find(project(spdx))).isNotEqualTo(write("build/orders.spdx.json"));
    assertThat(find(project(spdx))).isEqualTo(basedir.resolve("build/orders.spdx.json"));
  }

  @Test
  void hasTheEndingThatThePluginOfSpdxPutsBehindItsName() throws Exception {
    Path bill = write("build/orders.spdx.json");
    Plugin spdx = plugin("org.spdx", "spdx-maven-plugin");
    spdx.setConfiguration(configuration("spdxFile", "build/orders.spdx"));

    assertThat(find(project(spdx))).isEqualTo(bill);
  }

  @Test
  @SuppressWarnings("deprecation") // Maven's own helper calls it.
  void isWhatThisBuildHasAttachedToTheProject() throws Exception {
    write("target/bom.json");
    Path bill = write("elsewhere/orders.json");
    MavenProject project = project();
    DefaultArtifact artifact =
        new DefaultArtifact(
            "com.example",
            "orders",
            "1.0",
            null,
            "json",
            "cyclonedx",
            new DefaultArtifactHandler("json"));
    artifact.setFile(bill.toFile());
    project.addAttachedArtifact(artifact);

    assertThat(find(project)).isEqualTo(bill);
  }

  @Test
  void hasTheLinesToPasteWhereNothingWritesOne() {
    assertThatThrownBy(() -> find(project()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "lambda-image.sbom is set, and nothing in this build writes a bill of materials: there is no '%s'."
                .formatted(basedir.resolve("target/bom.json")))
        .hasMessageContaining("<artifactId>cyclonedx-maven-plugin</artifactId>")
        .hasMessageContaining("run 'mvn package lambda-image:push'");
  }

  @Test
  void isToldToBeWrittenWhereThePluginHasNotRun() {
    assertThatThrownBy(() -> find(project(plugin("org.cyclonedx", "cyclonedx-maven-plugin"))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "lambda-image.sbom is set, and cyclonedx-maven-plugin has not written its bill of materials yet: none of '%s', "
                .formatted(basedir.resolve("target/bom.json")))
        .hasMessageContaining("Run 'mvn package lambda-image:push'")
        .hasMessageContaining("<skipNotDeployed>false</skipNotDeployed>")
        .hasMessageNotContaining("<plugin>");
  }

  private Path find(MavenProject project) throws LambdaImageException {
    return new BillFile(project, basedir.resolve("target")).find();
  }

  private Path write(String name) throws IOException {
    Path file = basedir.resolve(name);
    Files.createDirectories(requireNonNull(file.getParent()));
    return Files.writeString(file, "{\"bomFormat\":\"CycloneDX\"}");
  }

  private MavenProject project(Plugin... plugins) {
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId("orders");
    model.setVersion("1.0");
    Build build = new Build();
    for (Plugin plugin : plugins) {
      build.addPlugin(plugin);
    }
    model.setBuild(build);
    MavenProject project = new MavenProject(model);
    project.setFile(basedir.resolve("pom.xml").toFile());
    return project;
  }

  private static Plugin plugin(String groupId, String artifactId) {
    Plugin plugin = new Plugin();
    plugin.setGroupId(groupId);
    plugin.setArtifactId(artifactId);
    return plugin;
  }

  private static Xpp3Dom configuration(String... elements) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    for (int i = 0; i < elements.length; i += 2) {
      Xpp3Dom child = new Xpp3Dom(elements[i]);
      child.setValue(elements[i + 1]);
      configuration.addChild(child);
    }
    return configuration;
  }
}
