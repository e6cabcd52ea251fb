package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  private static final Properties MACHINE = new Properties();

  static {
    MACHINE.setProperty("env.PATH", "/home/me/bin:/usr/bin");
    MACHINE.setProperty("env.LD_LIBRARY_PATH", "/home/me/lib");
    MACHINE.setProperty("env.EMPTY", "");
    MACHINE.setProperty("env.STAGE", "prod-x");
    MACHINE.setProperty("env.LANG", "de_DE.UTF-8");
    MACHINE.setProperty("env.revision", "abc");
    MACHINE.setProperty("env.HTTP_PROXY", "http://proxy");
    MACHINE.setProperty("HTTP_PROXY", "as -D says");
  }

  @ParameterizedTest
  @CsvSource({
    "PATH,    /opt/bin:/usr/bin",
    "PATH,    $PATH:/opt/bin",
    "PATH,    /home/me/bin:/usr/bin",
    "URL,     ${HOST}/x",
    "COST,    5$",
    "LANG,    de_DE.UTF-8",
    "EMPTY,   ''"
  })
  void areTakenAsTheyAre(String name, String value) throws Exception {
    assertThat(Variables.of(Map.of(name, value), null, machine(new Model())))
        .containsExactly(Map.entry(name, value));
  }

  /** Maven evaluates what is a reference and nothing else, and gives null where it has none. */
  @Test
  void areThoseOfThePomWhereMavenHasNoProperty() throws Exception {
    Map<String, @Nullable String> configured = new HashMap<>();
    configured.put("ROOT", null);
    configured.put("EMPTY", null);
    configured.put("SET", "as Maven has it");
    String pom =
        "<configuration><environment><ROOT>${LAMBDA_TASK_ROOT}</ROOT><EMPTY/><SET>${x}</SET></environment></configuration>";

    assertThat(
            Variables.of(
                configured, Xpp3DomBuilder.build(new StringReader(pom)), machine(new Model())))
        .containsExactly(
            Map.entry("EMPTY", ""),
            Map.entry("ROOT", "${LAMBDA_TASK_ROOT}"),
            Map.entry("SET", "as Maven has it"));
    assertThat(Variables.of(configured, null, machine(new Model()))).containsEntry("ROOT", "");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PATH,            ${PATH}:/opt/bin,                 /home/me/bin:/usr/bin:/opt/bin, PATH",
    "OTHER,           /opt/bin:${PATH},                 /opt/bin:/home/me/bin:/usr/bin, PATH",
    "LD_LIBRARY_PATH, /opt/lib:${LD_LIBRARY_PATH},      /opt/lib:/home/me/lib,          LD_LIBRARY_PATH",
    "LANG,            ${LANG},                          de_DE.UTF-8,                    LANG",
    "TEXT,            \\${LANG},                        \\de_DE.UTF-8,                  LANG"
  })
  void areNotThoseOfThisMachine(String name, String written, String value, String ofMachine)
      throws Exception {
    for (Model model :
        List.of(inBuild(name, written), managed(name, written), inProfile(name, written))) {
      assertThatThrownBy(() -> Variables.of(Map.of(name, value), null, machine(model)))
          .isInstanceOf(LambdaImageException.class)
          .hasMessage(
              "<environment>: the value of '%s' has the '%s' of this machine in it, which is what Maven puts in the place of '${%s}'. Write '$%s' for that of the base, or '${env.%s}' if this machine's is meant.",
              name, ofMachine, ofMachine, ofMachine, ofMachine);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "LANG, ${env.LANG},   de_DE.UTF-8",
    "REV,  ${revision},   1.2",
    "PROXY, ${HTTP_PROXY}, as -D says",
    "LANG, ${LANG},       C.UTF-8"
  })
  void areThoseOfThisMachineWhereItIsAskedAndPropertiesElsewhere(
      String name, String written, String value) throws Exception {
    assertThat(Variables.of(Map.of(name, value), null, machine(inBuild(name, written))))
        .containsExactly(Map.entry(name, value));
  }

  @Test
  void areLookedForInParentsToo() throws Exception {
    MavenProject parent = project(inBuild("LANG", "${LANG}"));
    MavenProject child = project(new Model());
    child.setParent(parent);

    assertThat(MachineReferences.of(child, session()).in("LANG", "de_DE.UTF-8")).contains("LANG");
  }

  /** Whose value it is, that of the nearest POM, is what the value is made of. */
  @ParameterizedTest
  @CsvSource({
    "STAGE, prod-x,      prod-x,      prod-x",
    "STAGE, prod-x,      prod-${revision}, prod-1.2",
    "LANG,  de_DE.UTF-8, de_DE.UTF-8, de_DE.UTF-8",
    "LANG,  de_DE.UTF-8, ${env.LANG}, de_DE.UTF-8",
    "EMPTY, '',          prod,        prod",
    "EMPTY, '',          '',          ''",
  })
  void areNotThoseOfAParentThatAChildOverrides(
      String name, String ofMachine, String written, String value) throws Exception {
    MavenProject parent = project(inBuild(name, "${" + name + "}"));
    MavenProject child = project(inBuild(name, written));
    child.setParent(parent);

    assertThat(MachineReferences.of(child, session()).in(name, value)).isEmpty();
    assertThat(MachineReferences.of(parent, session()).in(name, ofMachine)).contains(name);
  }

  private static MachineReferences machine(Model model) {
    return MachineReferences.of(project(model), session());
  }

  private static MavenSession session() {
    MavenSession session = Sessions.of(List.of());
    session.getRequest().setSystemProperties(MACHINE);
    return session;
  }

  private static MavenProject project(Model model) {
    MavenProject project = new MavenProject(new Model());
    project.setOriginalModel(model);
    project.getProperties().setProperty("revision", "1.2");
    return project;
  }

  private static Model inBuild(String name, String written) throws Exception {
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(plugin(name, written, false));
    return model;
  }

  private static Model managed(String name, String written) throws Exception {
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().setPluginManagement(new PluginManagement());
    model.getBuild().getPluginManagement().addPlugin(plugin(name, written, true));
    return model;
  }

  private static Model inProfile(String name, String written) throws Exception {
    Profile profile = new Profile();
    profile.setBuild(new BuildBase());
    profile.getBuild().addPlugin(plugin(name, written, true));
    Model model = new Model();
    model.addProfile(profile);
    return model;
  }

  private static Plugin plugin(String name, String written, boolean inExecution) throws Exception {
    Xpp3Dom configuration =
        Xpp3DomBuilder.build(
            new StringReader(
                "<configuration><environment><%s>%s</%s></environment></configuration>"
                    .formatted(name, written, name)));
    Plugin plugin = new Plugin();
    plugin.setArtifactId("lambda-image-maven-plugin");
    if (inExecution) {
      PluginExecution execution = new PluginExecution();
      execution.setConfiguration(configuration);
      plugin.addExecution(execution);
    } else {
      plugin.setConfiguration(configuration);
    }
    return plugin;
  }
}
