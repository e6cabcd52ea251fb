package io.github.lambdaimage.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Steps of a build that change classes in a later phase than the one in which the image is built,
 * so that the image depends on whether they ran before; and steps that write other classes to a
 * jar.
 */
final class LaterSteps {

  /**
   * A step.
   *
   * @param plugin its artifactId: the groupId of a plugin changes with its owners
   * @param phase that its plugin binds it to, unless the POM says otherwise
   * @param element of its configuration without which it changes no class; empty if it always does
   * @param packs whether its result is only in a jar of its own, never among the classes
   */
  private record Step(String plugin, String goal, String phase, String element, boolean packs) {

    Step(String plugin, String goal, String phase) {
      this(plugin, goal, phase, "", false);
    }
  }

  private static final List<Step> KNOWN =
      List.of(
          new Step("maven-shade-plugin", "shade", "package", "relocations", true),
          new Step("spring-boot-maven-plugin", "process-aot", "prepare-package"),
          new Step("micronaut-maven-plugin", "aot-analysis", "prepare-package"),
          new Step("proguard-maven-plugin", "proguard", "package", "", true),
          new Step("aspectj-maven-plugin", "compile", "compile"),
          new Step("hibernate-maven-plugin", "enhance", "process-classes"),
          new Step("hibernate-enhance-maven-plugin", "enhance", "compile"),
          new Step("openjpa-maven-plugin", "enhance", "process-classes"),
          new Step("datanucleus-maven-plugin", "enhance", "process-classes"),
          new Step("ebean-maven-plugin", "enhance", "process-classes"),
          new Step("byte-buddy-maven-plugin", "transform", "process-classes"),
          new Step("jandex-maven-plugin", "jandex", "process-classes"),
          new Step("kotlin-maven-plugin", "compile", "compile"),
          new Step("scala-maven-plugin", "compile", "compile"),
          new Step("gmavenplus-plugin", "compile", "compile"));

  private LaterSteps() {}

  /**
   * Notes about the steps of a project without {@code <content>}.
   *
   * @param phase in which the image is built
   */
  static List<String> after(MavenProject project, String phase) {
    List<String> notes = new ArrayList<>();
    boolean packed = !PhaseOfGoal.isBefore(phase, "package");
    for (Step step : KNOWN) {
      for (BoundGoal bound : BoundGoal.in(project, step.plugin(), step.goal())) {
        String its =
            bound.execution().getPhase() == null ? step.phase() : bound.execution().getPhase();
        if (!changesClasses(step, bound)) {
          continue;
        }
        if (packed && step.packs()) {
          notes.add(noteOfJar(step));
        } else if (!packed && PhaseOfGoal.isBefore(phase, its)) {
          notes.add(note(step, its, phase));
        }
      }
    }
    return notes;
  }

  private static String note(Step step, String its, String phase) {
    return "Note: %s:%s runs in the phase '%s', and the image is made after '%s': without what that step does. Run 'mvn package lambda-image:build', or bind build-no-fork to the phase 'package'; where the step writes a jar or zip, name that in <content>."
        .formatted(step.plugin(), step.goal(), its, phase);
  }

  private static String noteOfJar(Step step) {
    return "Note: %s:%s writes a jar of its own, and the image is made of the classes and the dependencies as they are: without what that step does. Name the jar in <content>."
        .formatted(step.plugin(), step.goal());
  }

  private static boolean changesClasses(Step step, BoundGoal bound) {
    return step.element().isEmpty()
        || has(bound.execution(), step.element())
        || has(bound.plugin(), step.element());
  }

  private static boolean has(ConfigurationContainer container, String element) {
    if (!(container.getConfiguration() instanceof Xpp3Dom configuration)) {
      return false;
    }
    Xpp3Dom child = configuration.getChild(element);
    return child != null && child.getChildCount() > 0;
  }
}
