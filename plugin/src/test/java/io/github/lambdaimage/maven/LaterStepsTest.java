package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaterStepsTest {

  private static final String FORKED = "process-classes";

  @ParameterizedTest(name = "{0}:{1} in {2}, the image after {3}: {4}")
  @CsvSource({
    // plugin, goal, its phase, the image's phase | noted
    "spring-boot-maven-plugin, process-aot,    ,                process-classes, true",
    "spring-boot-maven-plugin, process-aot,    process-classes, process-classes, false",
    "spring-boot-maven-plugin, process-aot,    none,            process-classes, false",
    "spring-boot-maven-plugin, process-aot,    ,                prepare-package, false",
    "spring-boot-maven-plugin, process-aot,    ,                package,         false",
    "spring-boot-maven-plugin, repackage,      ,                process-classes, false",
    "proguard-maven-plugin,    proguard,       ,                process-classes, true",
    "proguard-maven-plugin,    proguard,       ,                package,         true",
    "proguard-maven-plugin,    proguard,       verify,          package,         true",
    "aspectj-maven-plugin,     compile,        ,                process-classes, false",
    "aspectj-maven-plugin,     compile,        prepare-package, process-classes, true",
    "aspectj-maven-plugin,     test-compile,   test-compile,    process-classes, false",
    "hibernate-maven-plugin,   enhance,        ,                process-classes, false",
    "hibernate-maven-plugin,   enhance,        package,         compile,         true",
    "maven-shade-plugin,       shade,          ,                process-classes, false",
    "some-other-plugin,        shade,          package,         process-classes, false"
  })
  void areThoseBoundToALaterPhase(
      String plugin, String goal, @Nullable String its, String phase, boolean noted) {
    assertThat(LaterSteps.after(project(plugin, goal, its, null), phase)).hasSize(noted ? 1 : 0);
  }

  @Test
  void namePhaseAndCure() {
    assertThat(
            LaterSteps.after(
                project("spring-boot-maven-plugin", "process-aot", null, null), FORKED))
        .containsExactly(
            "Note: spring-boot-maven-plugin:process-aot runs in the phase 'prepare-package', and the image is made after 'process-classes': without what that step does. Run 'mvn package lambda-image:build', or bind build-no-fork to the phase 'package'; where the step writes a jar or zip, name that in <content>.");
  }

  @Test
  void areSuchAsShadeOnlyWhereItRelocates() {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    Xpp3Dom relocations = new Xpp3Dom("relocations");
    configuration.addChild(relocations);
    assertThat(
            LaterSteps.after(project("maven-shade-plugin", "shade", null, configuration), FORKED))
        .isEmpty();

    relocations.addChild(new Xpp3Dom("relocation"));
    assertThat(
            LaterSteps.after(project("maven-shade-plugin", "shade", null, configuration), FORKED))
        .hasSize(1);
    assertThat(
            LaterSteps.after(
                project("maven-shade-plugin", "shade", null, configuration), "package"))
        .containsExactly(
            "Note: maven-shade-plugin:shade writes a jar of its own, and the image is made of the classes and the dependencies as they are: without what that step does. Name the jar in <content>.");
  }

  @ParameterizedTest(name = "bound to {0}, mvn {1}: after {2}")
  @CsvSource({
    ", lambda-image:build, process-classes",
    ", clean lambda-image:build, process-classes",
    ", package lambda-image:build, package",
    ", compile lambda-image:build, process-classes",
    ", clean verify lambda-image:build, verify",
    "package, install, package"
  })
  void comeAfterThePhaseThatMavenHasReached(@Nullable String bound, String goals, String reached) {
    MavenSession session = Sessions.of(List.of(new MavenProject()));
    session.getRequest().setGoals(List.of(goals.split(" ")));
    MojoExecution execution = new MojoExecution(new MojoDescriptor(), "default");
    execution.setLifecyclePhase(bound);

    assertThat(PhaseOfGoal.of(execution, session)).isEqualTo(reached);
  }

  @ParameterizedTest(name = "mvn {1}: {0} after {2}")
  @CsvSource({
    "build, lambda-image:build install, process-classes",
    "push, lambda-image:build install lambda-image:push, install",
    "build, lambda-image:build install lambda-image:push, process-classes",
    "build, clean package lambda-image:build@orders deploy, package",
    "build, package io.github.lambdaimage:lambda-image-maven-plugin:1.0:build verify, package",
    "build, jib:build package lambda-image:build, package",
    "check, lambda-image:check package lambda-image:check, package"
  })
  void comeAfterWhatTheCommandLineNamesBeforeTheGoal(String goal, String goals, String reached) {
    MavenSession session = Sessions.of(List.of(new MavenProject()));
    session.getRequest().setGoals(List.of(goals.split(" ")));
    MojoDescriptor descriptor = new MojoDescriptor();
    descriptor.setGoal(goal);
    MojoExecution execution = new MojoExecution(descriptor, "default");

    assertThat(PhaseOfGoal.of(execution, session)).isEqualTo(reached);
  }

  private static MavenProject project(
      String artifactId, String goal, @Nullable String phase, @Nullable Xpp3Dom configuration) {
    PluginExecution execution = new PluginExecution();
    execution.addGoal(goal);
    execution.setPhase(phase);
    execution.setConfiguration(configuration);
    Plugin plugin = new Plugin();
    plugin.setArtifactId(artifactId);
    plugin.addExecution(execution);
    Build build = new Build();
    build.addPlugin(plugin);
    Model model = new Model();
    model.setBuild(build);
    return new MavenProject(model);
  }
}
