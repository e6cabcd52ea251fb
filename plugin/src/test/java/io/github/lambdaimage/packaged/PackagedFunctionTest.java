package io.github.lambdaimage.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagedFunctionTest {

  @TempDir Path directory;

  private final List<Dependency> dependencies = new ArrayList<>();

  /** Whatever is packed how, the layers are those of classes and dependencies. */
  @ParameterizedTest
  @CsvSource({"function.zip", "function.jar", "function"})
  void isLayeredAsIfItWereNotPacked(String name) throws Exception {
    Path classes = directory.resolve("classes");
    write("classes/com/example/Orders.class", "class");
    write("classes/com/example/Orders$Line.class", "inner class");
    write("classes/prices.json", "{}");
    write("classes/META-INF/services/java.util.spi", "com.example.Spi");
    dependencies.add(library("slf4j-api", Stability.RELEASE));
    dependencies.add(library("prices", Stability.SNAPSHOT));
    dependencies.add(library("core", Stability.MODULE));
    List<FunctionLayer> notPacked = FunctionContents.layers(classes, dependencies, List.of());

    Path content = directory.resolve(name);
    pack(notPacked, content);
    PackagedFunction packed = read(content);

    assertThat(diffIds(FunctionContents.layers(packed.files(), packed.libraries(), List.of())))
        .isEqualTo(diffIds(notPacked))
        .hasSize(5);
  }

  @Test
  void hasTheClassesOfEverythingInAShadedJar() throws Exception {
    Path jar = directory.resolve("shaded.jar");
    try (TestZip zip = new TestZip(jar)) {
      zip.add("META-INF/", "").add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
      zip.add("com/example/Orders.class", "").add("org/slf4j/Logger.class", "");
    }

    PackagedFunction packed = read(jar);

    assertThat(targets(packed.files()))
        .containsExactly(
            "/var/task/META-INF/MANIFEST.MF",
            "/var/task/com/example/Orders.class",
            "/var/task/org/slf4j/Logger.class");
    assertThat(packed.libraries()).isEmpty();
  }

  @Test
  void knowsTheJarsOfDependenciesAndTakesTheOthersAsTheyAre() throws Exception {
    dependencies.add(library("prices", Stability.SNAPSHOT));
    Path zip = directory.resolve("function.zip");
    try (TestZip file = new TestZip(zip)) {
      file.add("lib/com.example.prices-1.0.jar", "").add("lib/other.jar", "");
      file.add("lib/more/deep.jar", "").add("lib/notes.txt", "").add("root.jar", "");
    }

    PackagedFunction packed = read(zip);

    assertThat(packed.libraries())
        .extracting(
            FunctionFile::target,
            it -> it.dependency() == null ? null : it.dependency().stability())
        .containsExactly(
            tuple("/var/task/lib/com.example.prices-1.0.jar", Stability.SNAPSHOT),
            tuple("/var/task/lib/other.jar", null));
    assertThat(targets(packed.files()))
        .containsExactly(
            "/var/task/lib/more/deep.jar", "/var/task/lib/notes.txt", "/var/task/root.jar");
  }

  /** Lambda starts a zip's from the task root; a base image has a place of its own for it. */
  @Test
  void putsABootstrapWhereABaseStartsItWhateverItsMode() throws Exception {
    Path zip = directory.resolve("function.zip");
    try (TestZip file = new TestZip(zip)) {
      file.add("bootstrap", "#!/bin/sh\n", 0100644).add("etc/bootstrap", "data", 0100644);
    }

    assertThat(read(zip).files())
        .extracting(FunctionFile::target, FunctionFile::mode)
        .containsExactly(
            tuple("/var/runtime/bootstrap", 0755), tuple("/var/task/etc/bootstrap", 0644));
  }

  @Test
  void keepsTheExecutableBitOfProgramsAndNoOther() throws Exception {
    Path zip = directory.resolve("function.zip");
    try (TestZip file = new TestZip(zip)) {
      file.add("A.class", "", 0100777).add("lib/a.jar", "", 0100755).add("bin/tool", "", 0100700);
      file.add("data", "", 0100600).add("windows", "");
    }

    PackagedFunction packed = read(zip);

    assertThat(packed.files())
        .extracting(FunctionFile::target, FunctionFile::mode)
        .containsExactly(
            tuple("/var/task/A.class", 0644),
            tuple("/var/task/bin/tool", 0755),
            tuple("/var/task/data", 0644),
            tuple("/var/task/windows", 0644));
    assertThat(packed.libraries()).extracting(FunctionFile::mode).containsExactly(0644);
  }

  @Test
  void keepsItInAFolderToo() throws Exception {
    write("function/A.class", "").toFile().setExecutable(true);
    boolean knowsOf = write("function/bin/tool", "").toFile().setExecutable(true);

    assertThat(read(directory.resolve("function")).files())
        .extracting(FunctionFile::target, FunctionFile::mode)
        .containsExactly(
            tuple("/var/task/A.class", 0644),
            tuple("/var/task/bin/tool", knowsOf && isPosix() ? 0755 : 0644));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java/lib/a.jar | has the form of a Lambda layer, with jars in 'java/lib/'",
        "BOOT-INF/classes/A.class org/boot/Launcher.class | is an executable jar of Spring Boot",
        "BOOT-INF/lib/a.jar | is an executable jar of Spring Boot",
        "WEB-INF/classes/A.class index.html | is a web application",
        "function-1.0/lib/a.jar function-1.0/A.class | has everything in the folder 'function-1.0/'",
        "function-1.0/META-INF/MANIFEST.MF function-1.0/A.class | has everything in the folder 'function-1.0/'",
        "function-1.0/bootstrap | has everything in the folder 'function-1.0/'",
        "src/A.java META-INF/versions/9/A.class | it has neither classes at its root, nor jars in 'lib/', nor a 'bootstrap'",
        "lib/main/a.jar quarkus-run.jar | it has neither classes at its root",
      })
  void refusesOtherFormsInASentence(String names, String words) throws Exception {
    Path zip = directory.resolve("function.zip");
    try (TestZip file = new TestZip(zip)) {
      for (String name : names.split(" ", -1)) {
        file.add(name, "");
      }
    }

    assertThatThrownBy(() -> read(zip))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<content> '" + zip + "' ")
        .hasMessageContaining(words)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    // What only looks like another form.
    "com/example/A.class WEB-INF/web.xml",
    "lib/a.jar",
    "lib/a.jar java/lib/b.jar",
    "com/A.class com/lib/notes.txt",
    "BOOT-INF/notes.txt A.class"
  })
  void takesWhatIsOne(String names) throws Exception {
    Path zip = directory.resolve("function.zip");
    try (TestZip file = new TestZip(zip)) {
      for (String name : names.split(" ", -1)) {
        file.add(name, "");
      }
    }

    PackagedFunction packed = read(zip);

    assertThat(packed.files().size() + packed.libraries().size())
        .isEqualTo(names.split(" ", -1).length);
  }

  @Test
  void saysWhatToDoWhereThereIsNone() {
    Content content = new Content(directory.resolve("none.zip"), "Make it first.");

    assertThatThrownBy(() -> read(content))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("<content> '%s' does not exist. Make it first.", content.path());
  }

  @Test
  void hasAFileInItAtLeast() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThatThrownBy(() -> read(empty)).hasMessageContaining("has no files in it");
  }

  private PackagedFunction read(Path path) throws LambdaImageException {
    return read(new Content(path, ""));
  }

  private PackagedFunction read(Content content) throws LambdaImageException {
    return PackagedFunction.read(
        content, directory.resolve("unpacked"), PluginVersion.current(), dependencies);
  }

  /** Writes what is in layers in another order, and of other times. */
  private static void pack(List<FunctionLayer> layers, Path content) throws Exception {
    List<FunctionFile> files =
        new ArrayList<>(layers.stream().flatMap(it -> it.files().stream()).toList());
    Collections.reverse(files);
    boolean folder = content.endsWith("function");
    try (TestZip zip = new TestZip(content.resolveSibling("packed.zip"))) {
      for (FunctionFile file : files) {
        String name = file.target().substring("/var/task/".length());
        String text = Files.readString(file.source().path());
        zip.add(name, text, 0100664);
        if (folder) {
          Files.createDirectories(content.resolve(name).getParent());
          Files.writeString(content.resolve(name), text);
        }
      }
    }
    if (!folder) {
      Files.move(content.resolveSibling("packed.zip"), content);
    }
  }

  private static List<String> diffIds(List<FunctionLayer> layers) throws LambdaImageException {
    List<String> diffIds = new ArrayList<>();
    try (ModuleJars jars = new ModuleJars()) {
      for (FunctionLayer layer : layers) {
        diffIds.add(layer.name() + " " + LayerCache.diffId(layer, jars));
      }
    }
    return diffIds;
  }

  private static List<String> targets(List<FunctionFile> files) {
    return files.stream().map(FunctionFile::target).toList();
  }

  private boolean isPosix() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private Dependency library(String name, Stability stability) throws Exception {
    Path jar = write("repository/" + name + ".jar", name);
    return new Dependency("com.example", name, "1.0", "", jar, stability);
  }

  private Path write(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
