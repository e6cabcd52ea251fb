package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.function.JarManifest;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Organization;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleManifestTest {

  @TempDir Path directory;
  private final Model model = new Model();
  private final Plugin jarPlugin = new Plugin();

  ModuleManifestTest() {
    model.setGroupId("com.example");
    model.setArtifactId("prices");
    model.setName("Prices of things");
    model.setVersion("1.2.3-SNAPSHOT");
    jarPlugin.setGroupId("org.apache.maven.plugins");
    jarPlugin.setArtifactId("maven-jar-plugin");
    jarPlugin.setVersion("3.5.0");
    Build build = new Build();
    build.addPlugin(jarPlugin);
    model.setBuild(build);
  }

  @Test
  void saysNothingWhereNothingIsConfigured() throws Exception {
    assertThat(manifest()).isEqualTo(JarManifest.EMPTY);

    model.setBuild(new Build());
    assertThat(manifest()).isEqualTo(JarManifest.EMPTY);
  }

  @Test
  void hasTheEntriesOfTheConfiguration() throws Exception {
    configure(
        "<manifestEntries><Multi-Release>true</Multi-Release><Team> shop </Team><Empty/></manifestEntries>");

    assertThat(manifest().attributes())
        .containsExactly(entry("Empty", ""), entry("Multi-Release", "true"), entry("Team", "shop"));
  }

  @Test
  void hasWhatIsAddedOfTheProject() throws Exception {
    Organization organization = new Organization();
    organization.setName("Example");
    model.setOrganization(organization);
    configure(
        "<manifest><addDefaultImplementationEntries>true</addDefaultImplementationEntries><addDefaultSpecificationEntries>true</addDefaultSpecificationEntries><mainClass>a.Main</mainClass></manifest>"
            + "<manifestEntries><Implementation-Title>Other</Implementation-Title></manifestEntries>");

    assertThat(manifest().attributes())
        .containsExactly(
            entry("Implementation-Title", "Other"),
            entry("Implementation-Vendor", "Example"),
            entry("Implementation-Version", "1.2.3-SNAPSHOT"),
            entry("Main-Class", "a.Main"),
            entry("Specification-Title", "Prices of things"),
            entry("Specification-Vendor", "Example"),
            entry("Specification-Version", "1.2"));
  }

  @Test
  void hasSections() throws Exception {
    configure(
        "<manifestSections><manifestSection><name>a/</name><manifestEntries><Sealed>true</Sealed></manifestEntries></manifestSection></manifestSections>");

    assertThat(manifest().sections()).containsOnlyKeys("a/");
    assertThat(manifest().sections().get("a/")).isEqualTo(Map.of("Sealed", "true"));
  }

  @Test
  void takesTheConfigurationOfTheExecutionThatMakesTheJar() throws Exception {
    configure("<manifestEntries><A>plugin</A><B>plugin</B></manifestEntries>");
    execution("default-jar", "jar", "<manifestEntries><A>jar</A></manifestEntries>", "");
    execution(
        "client",
        "jar",
        "<manifestEntries><A>client</A></manifestEntries>",
        "<classifier>client</classifier>");
    execution("tests", "test-jar", "<manifestEntries><A>tests</A></manifestEntries>", "");

    assertThat(manifest().attributes()).containsExactly(entry("A", "jar"), entry("B", "plugin"));
    assertThat(
            ModuleManifest.of(new MavenProject(model), ModuleManifest.TEST_JAR, directory)
                .attributes())
        .containsExactly(entry("A", "tests"), entry("B", "plugin"));
  }

  /** As the archiver has it: the file goes before the configuration. */
  @Test
  void hasTheFileThatIsNamedOverTheRest() throws Exception {
    Path file = Files.writeString(directory.resolve("my.mf"), "Manifest-Version: 1.0\nA: file\n");
    configure(
        "<manifestFile>%s</manifestFile><manifestEntries><A>entry</A><B>entry</B></manifestEntries>"
            .formatted(file));
    assertThat(manifest().attributes()).containsEntry("A", "file").containsEntry("B", "entry");

    Files.delete(file);
    assertThat(manifest().attributes()).containsEntry("A", "entry");
  }

  @Test
  void takesPropertiesThatPluginsSetLater() throws Exception {
    model.addProperty("git.commit.id", "0815");
    configure(
        "<manifestEntries><Commit>v-${git.commit.id}!</Commit><Number>${not.there}</Number></manifestEntries>");

    assertThat(manifest().attributes()).containsExactly(entry("Commit", "v-0815!"));
  }

  @ParameterizedTest
  @CsvSource({
    "3.5.0, true,  '',                                                  true",
    "3.4.0, true,  '',                                                  true",
    "3.3.0, true,  '',                                                  false",
    "3.5.0, false, '',                                                  false",
    "3.5.0, true,  <detectMultiReleaseJar>false</detectMultiReleaseJar>, false"
  })
  void isMultiReleaseWhereTheJarPluginSeesItByItself(
      String version, boolean hasVersions, String configuration, boolean expected)
      throws Exception {
    jarPlugin.setVersion(version);
    jarPlugin.setConfiguration(dom(configuration));
    if (hasVersions) {
      Files.createDirectories(directory.resolve("META-INF/versions/17"));
    }

    assertThat(manifest().isMultiRelease()).isEqualTo(expected);
  }

  private JarManifest manifest() throws Exception {
    return ModuleManifest.of(new MavenProject(model), ModuleManifest.JAR, directory);
  }

  private void configure(String archive) throws Exception {
    jarPlugin.setConfiguration(dom("<archive>" + archive + "</archive>"));
  }

  private void execution(String id, String goal, String archive, String more) throws Exception {
    PluginExecution execution = new PluginExecution();
    execution.setId(id);
    execution.addGoal(goal);
    execution.setConfiguration(dom("<archive>" + archive + "</archive>" + more));
    jarPlugin.addExecution(execution);
  }

  private static Xpp3Dom dom(String configuration) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + configuration + "</configuration>"));
  }
}
