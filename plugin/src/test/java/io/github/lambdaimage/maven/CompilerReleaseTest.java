package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilerReleaseTest {

  private final Properties userProperties = new Properties();

  private static final byte[] CLASS_OF_JAVA_21 = {
    (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 65
  };

  private final Path classes;
  private final Model model = new Model();

  CompilerReleaseTest(@TempDir Path classes) {
    this.classes = classes;
  }

  @ParameterizedTest(name = "<release> {0} or property {1}, <target> {2} or property {3}: {4}")
  @CsvSource({
    // configured release, its property, configured target, its property, release
    "17,     ,   ,    ,     17",
    "17,   11,   ,    ,     17",
    "  ,   11,   ,    ,     11",
    "17,   11,   8,   1.8,  17",
    "  ,   11,   8,   1.8,  11",
    "  ,     ,   8,   1.8,  8",
    "  ,     ,   1.8, 11,   1.8",
    "  ,     ,   ,    1.8,  1.8",
    "  ,   ' ',  ,    11,   11",
    "' 17 ', ,   ,    ,     17",
    "  ,     ,   ,    ,     21"
  })
  void isWhatTheCompilerIsToldElseWhatTheClassesSay(
      @Nullable String release,
      @Nullable String releaseProperty,
      @Nullable String target,
      @Nullable String targetProperty,
      String expected)
      throws Exception {
    Files.write(classes.resolve("Handler.class"), CLASS_OF_JAVA_21);
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configure(configuration, "release", release);
    configure(configuration, "target", target);
    configureCompiler(configuration);
    setProperty("maven.compiler.release", releaseProperty);
    setProperty("maven.compiler.target", targetProperty);

    assertThat(CompilerRelease.of(new MavenProject(model), userProperties, classes))
        .isEqualTo(expected);
  }

  @Test
  void isWhatTheClassesSayWhereTheCompilerIsNotConfigured() throws Exception {
    Files.write(classes.resolve("Handler.class"), CLASS_OF_JAVA_21);
    configureCompiler(null);

    assertThat(CompilerRelease.of(new MavenProject(model), userProperties, classes))
        .isEqualTo("21");
  }

  @Test
  void isWhatTheCommandLineSaysBeforeWhatThePomSays() throws Exception {
    setProperty("maven.compiler.release", "26");
    userProperties.setProperty("maven.compiler.release", "17");

    assertThat(CompilerRelease.of(new MavenProject(model), userProperties, classes))
        .isEqualTo("17");
  }

  @Test
  void isThePropertyWhereTheElementIsEmpty() throws Exception {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configure(configuration, "release", "");
    configureCompiler(configuration);
    setProperty("maven.compiler.release", "17");

    assertThat(CompilerRelease.of(new MavenProject(model), userProperties, classes))
        .isEqualTo("17");
  }

  @Test
  void isLambdasOldestWithoutClassesOrCompiler() throws Exception {
    assertThat(CompilerRelease.of(new MavenProject(model), userProperties, classes)).isEqualTo("8");
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
