package io.github.lambdaimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.lambdaimage.registry.DockerCredentials;
import org.junit.jupiter.api.Test;

/** Which package may use which: what the design promises. */
class PackagesTest {

  private static final String FUNCTION = "io.github.lambdaimage.function";
  private static final String CHECK = "io.github.lambdaimage.check";
  private static final String CONTENT = "io.github.lambdaimage.content";
  private static final String REPORT = "io.github.lambdaimage.report";
  private static final String IMAGE = "io.github.lambdaimage.image";
  private static final String REGISTRY = "io.github.lambdaimage.registry";
  private static final String ECR = "io.github.lambdaimage.ecr";
  private static final String ENGINE = "io.github.lambdaimage.engine";
  private static final String RUNTIME = "io.github.lambdaimage.runtime";
  private static final String MAVEN = "io.github.lambdaimage.maven";

  private static final JavaClasses PLUGIN =
      new ClassFileImporter()
          .importUrl(DockerCredentials.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyPackageUsesOnlyThoseBelowIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("maven")
        .definedBy(MAVEN)
        .layer("ecr")
        .definedBy(ECR)
        .layer("registry")
        .definedBy(REGISTRY)
        .layer("runtime")
        .definedBy(RUNTIME)
        .layer("image")
        .definedBy(IMAGE)
        .layer("check")
        .definedBy(CHECK)
        .layer("engine")
        .definedBy(ENGINE)
        .layer("content")
        .definedBy(CONTENT)
        .layer("report")
        .definedBy(REPORT)
        .layer("function")
        .definedBy(FUNCTION)
        .whereLayer("maven")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("ecr")
        .mayOnlyBeAccessedByLayers("maven")
        .whereLayer("registry")
        .mayOnlyBeAccessedByLayers("maven", "ecr")
        .whereLayer("runtime")
        .mayOnlyBeAccessedByLayers("maven")
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("maven")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("maven", "runtime")
        .whereLayer("image")
        .mayOnlyBeAccessedByLayers(
            "maven", "ecr", "registry", "runtime", "check", "content", "report")
        .whereLayer("function")
        .mayOnlyBeAccessedByLayers(
            "maven", "ecr", "registry", "runtime", "image", "check", "engine", "content", "report")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("maven")
        .whereLayer("content")
        .mayOnlyBeAccessedByLayers("maven", "check")
        .ensureAllClassesAreContainedInArchitecture()
        .check(PLUGIN);
  }

  @Test
  void onlyTheGoalsKnowMaven() {
    noClasses()
        .that()
        .resideOutsideOfPackage(MAVEN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..")
        .check(PLUGIN);
  }

  @Test
  void onlyTheEcrPackageKnowsTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ECR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(PLUGIN);
  }

  @Test
  void theFunctionNeedsNothingButJava() {
    classes()
        .that()
        .resideInAPackage(FUNCTION)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(FUNCTION, "java..", "org.jspecify.annotations")
        .check(PLUGIN);
  }

  @Test
  void theEngineNeedsNothingButTheFunction() {
    classes()
        .that()
        .resideInAPackage(ENGINE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ENGINE, FUNCTION, "java..", "org.jspecify.annotations")
        .check(PLUGIN);
  }

  @Test
  void jibIsUsedByTheImageAndForTheCredentialsOfDocker() {
    noClasses()
        .that()
        .resideOutsideOfPackage(IMAGE)
        .and()
        .doNotBelongToAnyOf(DockerCredentials.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.cloud.tools.jib..")
        .check(PLUGIN);
  }
}
