package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in the jars of a function, and in which of them. */
class LibraryClassesTest {

  private static final String LIB = "/var/task/lib/";

  @TempDir Path directory;
  private final LibraryClasses libraries = new LibraryClasses(17);

  @AfterEach
  void close() {
    libraries.close();
  }

  @Test
  void areThoseOfTheFirstJarByName() throws Exception {
    add("b.jar", Map.of("x/A.class", "of b"));
    add("a.jar", Map.of("x/A.class", "of a"));

    assertThat(found("x/A")).isEqualTo("of a");
    assertThat(libraries.find("x/B")).isEmpty();
  }

  @Test
  void areNotInFilesThatAreNoLibraries() throws Exception {
    libraries.addFile(jar("a.jar", Map.of("x/A.class", "of a")));

    assertThat(libraries.find("x/A")).isEmpty();
    assertThat(libraries.haveNameWith("a.jar")).isFalse();
  }

  @Test
  void areInWhatTheManifestOfALibraryNames() throws Exception {
    libraries.addFile(jar("a.zip", Map.of("x/A.class", "named")));
    add("b.jar", Map.of(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\nClass-Path: a.zip c.zip\n"));

    assertThat(found("x/A")).isEqualTo("named");
  }

  /** What a manifest names comes right after its jar. */
  @Test
  void areInNamedJarsBeforeTheNextLibrary() throws Exception {
    libraries.addFile(jar("first.zip", Map.of("x/A.class", "first")));
    libraries.addFile(jar("second.zip", Map.of("x/A.class", "second")));
    add(
        "a.jar",
        Map.of(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\nClass-Path: first.zip second.zip\n"));
    add("b.jar", Map.of("x/A.class", "of b"));

    assertThat(found("x/A")).isEqualTo("first");
  }

  @Test
  void areNotLookedForInACircle() throws Exception {
    add("a.jar", Map.of(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\nClass-Path: b.jar\n"));
    add("b.jar", Map.of(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\nClass-Path: a.jar\n"));

    assertThat(libraries.find("x/A")).isEmpty();
  }

  @Test
  void haveFilesOtherThanClasses() throws Exception {
    add("a.jar", Map.of("META-INF/services/x.Service", "x.A"));

    assertThat(libraries.hasFile("META-INF/services/x.Service")).isTrue();
    assertThat(libraries.hasFile("META-INF/services/x.Other")).isFalse();
  }

  @Test
  void ofAPackageAreWithoutThoseOfThePackagesInIt() throws Exception {
    add("a.jar", Map.of("x/A.class", "", "x/y/B.class", "", "xx/C.class", "", "x/a.txt", ""));

    assertThat(libraries.ofPackage("x/")).containsExactly("x/A");
  }

  @Test
  void ofModulesAreThoseOfTheSameBuildAlone() throws Exception {
    add("a.jar", Map.of("x/A.class", ""));
    libraries.addFile(module("m", Map.of("x/M.class", "of m")));
    libraries.addLibrary(LIB + "m.jar", true);

    assertThat(libraries.ofModules()).containsExactly("x/M");
    assertThat(found("x/M")).isEqualTo("of m");
  }

  /** As the jar would be that is made of it. */
  @Test
  void ofAModuleAreThoseOfTheBasesRelease() throws Exception {
    libraries.addFile(
        module(
            "m",
            Map.of(
                "x/M.class",
                "old",
                "META-INF/versions/17/x/M.class",
                "new",
                "META-INF/versions/18/x/M.class",
                "too new",
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nMulti-Release: true\n")));
    libraries.addLibrary(LIB + "m.jar", true);

    assertThat(found("x/M")).isEqualTo("new");
  }

  @Test
  void toStartWithAreNamedInManifests() throws Exception {
    add("a.jar", Map.of(JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\nMain-Class: x.A\n"));
    add("b.jar", Map.of("x/B.class", ""));

    assertThat(libraries.toStartWith()).containsExactly("x/A");
  }

  @Test
  void areNotKnownOfAJarThatCannotBeReadWhichIsSaidOnce() throws Exception {
    FunctionFile broken =
        FunctionFile.readable(
            Files.writeString(directory.resolve("x.jar"), "no jar"), LIB + "x.jar");
    libraries.addFile(broken);
    libraries.addLibrary(broken.target(), false);

    assertThat(libraries.find("x/A")).isEmpty();
    assertThat(libraries.find("x/B")).isEmpty();
    assertThat(libraries.unreadable())
        .singleElement()
        .asString()
        .contains(directory.resolve("x.jar").toString());
  }

  /** The user cannot mend it. */
  @Test
  void ofTheBaseAreNotComplainedOf() throws Exception {
    Path file = Files.writeString(directory.resolve("x.jar"), "no jar");
    libraries.addOfBase(FunctionFile.readable(file, LIB + "x.jar"));

    assertThat(libraries.find("x/A")).isEmpty();
    assertThat(libraries.unreadable()).isEmpty();
  }

  @Test
  void ofTheBaseAreReplacedByAFileOfTheFunction() throws Exception {
    libraries.addOfBase(jar("a.jar", Map.of("x/A.class", "of the base")));
    libraries.addFile(
        FunctionFile.readable(Files.writeString(directory.resolve("y"), "no jar"), LIB + "a.jar"));

    assertThat(libraries.find("x/A")).isEmpty();
    assertThat(libraries.unreadable()).hasSize(1);
  }

  @Test
  void areKnownByTheNamesOfTheirJars() throws Exception {
    add("spring-cloud-1.0.jar", Map.of());

    assertThat(libraries.haveNameWith("spring-cloud")).isTrue();
    assertThat(libraries.haveNameWith("quarkus")).isFalse();
  }

  private String found(String name) throws Exception {
    return new String(libraries.find(name).orElseThrow(), UTF_8);
  }

  private void add(String name, Map<String, String> entries) throws IOException {
    libraries.addFile(jar(name, entries));
    libraries.addLibrary(LIB + name, false);
  }

  private FunctionFile jar(String name, Map<String, String> entries) throws IOException {
    Path file = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("META-INF/"));
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return FunctionFile.readable(file, LIB + name);
  }

  private FunctionFile module(String name, Map<String, String> files) throws IOException {
    Path classes = directory.resolve(name);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = classes.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return new FunctionFile(
        new Source.ModuleClasses(classes), LIB + name + ".jar", FunctionFile.READABLE, null);
  }
}
