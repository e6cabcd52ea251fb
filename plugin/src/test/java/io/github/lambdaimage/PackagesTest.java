package io.github.lambdaimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.lambdaimage.registry.DockerCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which package may use which: what the design promises. */
class PackagesTest {

  private static final String ROOT = "io.github.lambdaimage.";
  private static final String FUNCTION = ROOT + "function";
  private static final String IMAGE = ROOT + "image";
  private static final String LAYER = ROOT + "layer";
  private static final String OCI = ROOT + "oci";
  private static final String MESSAGE = ROOT + "message";
  private static final String ECR = ROOT + "ecr";
  private static final String ENGINE = ROOT + "engine";
  private static final String GZIP = ROOT + "gzip";
  private static final String PROCESS = ROOT + "process";
  private static final String MAVEN = ROOT + "maven";

  /**
   * Each package with those that it may use; {@code message}, {@code async} and {@code process}
   * serve all.
   */
  private static final Map<String, String> MAY_USE =
      Map.ofEntries(
          Map.entry("message", ""),
          Map.entry("async", ""),
          Map.entry("process", ""),
          Map.entry("function", ""),
          Map.entry("oci", ""),
          Map.entry("gzip", ""),
          Map.entry("elf", ""),
          Map.entry("event", "oci"),
          Map.entry("front", "oci"),
          Map.entry("cache", "oci"),
          Map.entry("layer", "function oci gzip cache"),
          Map.entry("packaged", "function oci cache layer"),
          Map.entry("base", "function oci cache elf"),
          Map.entry("image", "function oci cache layer base"),
          Map.entry("copy", "function oci cache layer base"),
          Map.entry("content", "function oci cache elf layer base image"),
          Map.entry("check", "function oci cache elf layer base image content"),
          Map.entry("attachment", "function oci cache layer base image"),
          Map.entry("registry", "function oci cache layer base image"),
          Map.entry("ecr", "function oci cache layer base image registry"),
          Map.entry("engine", "function"),
          Map.entry("namespace", "function oci cache base"),
          Map.entry("runtime", "function oci cache layer base image engine event front namespace"),
          Map.entry(
              "startup", "function oci cache layer base image engine event namespace runtime"),
          Map.entry("report", "function oci cache layer base image check"),
          Map.entry(
              "maven",
              "function oci cache layer packaged base copy image content check attachment registry ecr engine event front namespace runtime startup report"));

  private static final JavaClasses PLUGIN =
      new ClassFileImporter()
          .importUrl(DockerCredentials.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyPackageUsesOnlyThoseBelowIt() {
    var layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture();
    for (String name : MAY_USE.keySet()) {
      layers.layer(name).definedBy(ROOT + name);
    }
    MAY_USE.forEach(
        (name, others) -> {
          List<String> used = new ArrayList<>(List.of("message", "async", "process"));
          used.addAll(others.isEmpty() ? List.of() : List.of(others.split(" ")));
          used.remove(name);
          layers.whereLayer(name).mayOnlyAccessLayers(used.toArray(String[]::new));
        });
    layers.check(PLUGIN);
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
        .resideInAnyPackage(FUNCTION, MESSAGE, "java..", "org.jspecify.annotations")
        .check(PLUGIN);
  }

  @Test
  void theEngineNeedsNothingButTheFunction() {
    classes()
        .that()
        .resideInAPackage(ENGINE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ENGINE, FUNCTION, MESSAGE, PROCESS, "java..", "org.jspecify.annotations")
        .check(PLUGIN);
  }

  @Test
  void gzipNeedsNothingButJava() {
    classes()
        .that()
        .resideInAPackage(GZIP)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(GZIP, "java..", "org.jspecify.annotations")
        .check(PLUGIN);
  }

  @Test
  void jibDescribesTheImage() {
    noClasses()
        .that()
        .resideOutsideOfPackages(IMAGE, LAYER, OCI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.cloud.tools.jib..")
        .check(PLUGIN);
  }
}
