package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilerReleaseTest {

  private final Properties userProperties = new Properties();

  private final Model model = new Model();

  @ParameterizedTest(name = "<release> {0} or property {1}, <target> {2} or property {3}: {4}")
  @CsvSource({
    // configured release, its property, configured target, its property, release
    "17,     ,   ,    ,     17",
    "17,   11,   ,    ,     17",
    "  ,   11,   ,    ,     11",
    "17,   11,   8,   1.8,  17",
    "  ,   11,   8,   1.8,  11",
    "  ,     ,   8,   1.8,  8",
    "  ,     ,   1.8, 11,   8",
    "  ,     ,   ,    1.8,  8",
    "  ,   ' ',  ,    11,   11",
    "' 17 ', ,   ,    ,     17",
    "  ,     ,   ,    ,     0"
  })
  void isWhatTheCompilerIsTold(
      @Nullable String release,
      @Nullable String releaseProperty,
      @Nullable String target,
      @Nullable String targetProperty,
      int expected)
      throws Exception {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configure(configuration, "release", release);
    configure(configuration, "target", target);
    configureCompiler(configuration);
    setProperty("maven.compiler.release", releaseProperty);
    setProperty("maven.compiler.target", targetProperty);

    assertThat(told()).isEqualTo(expected);
  }

  @Test
  void isUnknownWhereTheCompilerIsNotConfigured() throws Exception {
    configureCompiler(null);

    assertThat(told()).isEqualTo(CompilerRelease.UNKNOWN);
  }

  @Test
  void isTheNewestOfAllExecutionsThatCompileTheProject() throws Exception {
    configureCompiler(release("11"));
    setProperty("maven.compiler.release", "8");
    addExecution("default-compile", "compile", null);
    addExecution("newer", "compile", release("21"));
    addExecution("default-testCompile", "testCompile", release("25"));

    assertThat(told()).isEqualTo(21);
  }

  @Test
  void isNotThatOfAnExecutionWhoseClassesNobodyLoads() throws Exception {
    configureCompiler(null);
    setProperty("maven.compiler.release", "17");
    addExecution("default-compile", "compile", null);
    Xpp3Dom multiRelease = release("21");
    configure(multiRelease, "multiReleaseOutput", "true");
    addExecution("multi-release", "compile", multiRelease);
    addExecution("off", "compile", release("25")).setPhase("none");

    assertThat(told()).isEqualTo(17);
  }

  @Test
  void isThePluginsWhereNoExecutionCompiles() throws Exception {
    configureCompiler(release("17"));
    addExecution("default-compile", "compile", release("21")).setPhase("none");

    assertThat(told()).isEqualTo(17);
  }

  @Test
  void isRefusedWhereItIsNoNumber() {
    setProperty("maven.compiler.release", "${java.version}");

    assertThatThrownBy(this::told)
        .hasMessageStartingWith(
            "The Java release '${java.version}' of the project is not a number.");
  }

  @Test
  void isWhatTheCommandLineSaysBeforeWhatThePomSays() throws Exception {
    setProperty("maven.compiler.release", "26");
    userProperties.setProperty("maven.compiler.release", "17");

    assertThat(told()).isEqualTo(17);
  }

  @Test
  void isThePropertyWhereTheElementIsEmpty() throws Exception {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configure(configuration, "release", "");
    configureCompiler(configuration);
    setProperty("maven.compiler.release", "17");

    assertThat(told()).isEqualTo(17);
  }

  @Test
  void isUnknownWithoutACompiler() throws Exception {
    assertThat(told()).isEqualTo(CompilerRelease.UNKNOWN);
  }

  private int told() throws LambdaImageException {
    return CompilerRelease.told(new MavenProject(model), userProperties);
  }

  private PluginExecution addExecution(String id, String goal, @Nullable Xpp3Dom configuration) {
    PluginExecution execution = new PluginExecution();
    execution.setId(id);
    execution.addGoal(goal);
    execution.setConfiguration(configuration);
    model.getBuild().getPlugins().get(0).addExecution(execution);
    return execution;
  }

  private static Xpp3Dom release(String value) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configure(configuration, "release", value);
    return configuration;
  }

  private void configureCompiler(@Nullable Xpp3Dom configuration) {
    Plugin compiler = new Plugin();
    compiler.setGroupId("org.apache.maven.plugins");
    compiler.setArtifactId("maven-compiler-plugin");
    compiler.setConfiguration(configuration);
    Build build = new Build();
    build.addPlugin(compiler);
    model.setBuild(build);
  }

  private void setProperty(String name, @Nullable String value) {
    if (value != null) {
      model.addProperty(name, value);
    }
  }

  private static void configure(Xpp3Dom configuration, String name, @Nullable String value) {
    if (value != null) {
      Xpp3Dom element = new Xpp3Dom(name);
      element.setValue(value);
      configuration.addChild(element);
    }
  }
}
