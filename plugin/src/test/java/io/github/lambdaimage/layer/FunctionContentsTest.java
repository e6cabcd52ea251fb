package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionContentsTest {

  private final Path project;
  private final Path classes;

  FunctionContentsTest(@TempDir Path project) {
    this.project = project;
    this.classes = project.resolve("target/classes");
  }

  @Test
  void putsTheMostStableLayerFirst() throws Exception {
    write("target/classes/com/example/Handler.class");
    write("target/classes/application.properties");
    write("models/model.onnx");

    List<FunctionLayer> layers =
        FunctionContents.layers(
            classes,
            List.of(
                dependency("module", Stability.MODULE),
                dependency("snapshot", Stability.SNAPSHOT),
                dependency("released", Stability.RELEASE)),
            List.of(extra("models", "/opt/models")));

    assertThat(layers)
        .extracting(FunctionLayer::name)
        .containsExactly(
            "extra files",
            "dependencies",
            "snapshot dependencies",
            "modules",
            "resources",
            "classes");
    assertThat(layers)
        .flatExtracting(FunctionLayer::files)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("dependency")
        .containsExactly(
            file("models/model.onnx", "/opt/models/model.onnx"),
            file("released.jar", "/var/task/lib/released-1.0.jar"),
            file("snapshot.jar", "/var/task/lib/snapshot-1.0.jar"),
            file("module.jar", "/var/task/lib/module-1.0.jar"),
            file("target/classes/application.properties", "/var/task/application.properties"),
            file(
                "target/classes/com/example/Handler.class", "/var/task/com/example/Handler.class"));
  }

  @Test
  void leavesEmptyLayersOut() throws Exception {
    write("target/classes/Handler.class");

    assertThat(FunctionContents.layers(classes, List.of(), List.of()))
        .extracting(FunctionLayer::name)
        .containsExactly("classes");
  }

  @Test
  void takesEverythingForAResourceThatIsNoClass() throws Exception {
    write("target/classes/Handler.class");
    write("target/classes/com/example/Handler$Inner.class");
    write("target/classes/module-info.class");
    write("target/classes/Handler.class.txt");
    write("target/classes/META-INF/services/com.example.Service");
    write("target/classes/com/example/data.json");

    List<FunctionLayer> layers = FunctionContents.layers(classes, List.of(), List.of());

    assertThat(targets(layers, "resources"))
        .containsExactly(
            "/var/task/Handler.class.txt",
            "/var/task/META-INF/services/com.example.Service",
            "/var/task/com/example/data.json");
    assertThat(targets(layers, "classes"))
        .containsExactly(
            "/var/task/Handler.class",
            "/var/task/com/example/Handler$Inner.class",
            "/var/task/module-info.class");
  }

  @Test
  void sortsTheFilesOfALayerInWhateverOrderTheyCome() throws Exception {
    write("target/classes/Handler.class");
    write("z/1");
    write("a/2");

    List<FunctionLayer> layers =
        FunctionContents.layers(
            classes,
            List.of(dependency("b", Stability.RELEASE), dependency("a", Stability.RELEASE)),
            List.of(extra("z", "/opt/z"), extra("a", "/opt/a")));

    assertThat(targets(layers, "extra files")).containsExactly("/opt/a/2", "/opt/z/1");
    assertThat(targets(layers, "dependencies"))
        .containsExactly("/var/task/lib/a-1.0.jar", "/var/task/lib/b-1.0.jar");
  }

  @Test
  void needsNoClassesWhereExtraFilesAreTheFunction() throws Exception {
    write("native/bootstrap");

    assertThat(FunctionContents.layers(classes, List.of(), List.of(extra("native", "/opt"))))
        .extracting(FunctionLayer::name)
        .containsExactly("extra files");
  }

  @Test
  void hasJarsByTheirStabilityAndUnknownOnesBelow() throws Exception {
    List<FunctionFile> libraries =
        new ArrayList<>(
            FunctionContents.libraries(
                List.of(
                    dependency("module", Stability.MODULE),
                    dependency("snapshot", Stability.SNAPSHOT))));
    libraries.add(file("unknown.jar", "/var/task/lib/unknown.jar"));

    assertThat(FunctionContents.layers(List.of(), libraries, List.of()))
        .extracting(FunctionLayer::name, layer -> layer.files().get(0).target())
        .containsExactly(
            tuple("dependencies", "/var/task/lib/unknown.jar"),
            tuple("snapshot dependencies", "/var/task/lib/snapshot-1.0.jar"),
            tuple("modules", "/var/task/lib/module-1.0.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    // file, into, mode | is a runtime
    "bootstrap, /var/runtime, 644, true",
    "bootstrap, /var/task,    755, true",
    "bootstrap, /var/task,    644, false",
    "bootstrap, /opt,         755, true",
    "bootstrap, /opt/tools,   755, false",
    "model,     /var/runtime, 755, false"
  })
  void tellsARuntimeFromWhatIsOnlyCalledLikeOne(
      String name, String into, String mode, boolean expected) throws Exception {
    Path file = write("extra/" + name);
    ExtraFiles extra = ExtraFiles.of(file, into, List.of(), List.of(), mode);

    assertThat(FunctionContents.bringRuntime(List.of(extra))).isEqualTo(expected);
  }

  @Test
  void findsNoRuntimeWhereTheFilesAreNotThere() throws Exception {
    assertThat(FunctionContents.bringRuntime(List.of(extra("nowhere", "/var/runtime")))).isFalse();
  }

  @Test
  void refusesTwoFilesInOnePlace() throws Exception {
    Path resource = write("target/classes/application.properties");
    write("target/classes/Handler.class");
    Path extra = write("config/application.properties");

    assertThatThrownBy(
            () -> FunctionContents.layers(classes, List.of(), List.of(extra("config", null))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "Two files want the place '/var/task/application.properties' in the image: '%s' and '%s'. Give one of them another <into> in <extraFiles>, or leave it out with <excludes>.",
            extra, resource);
  }

  @Test
  void refusesTwoExtraFilesInOnePlace() throws Exception {
    write("target/classes/Handler.class");
    Path one = write("one/model.onnx");
    Path two = write("two/model.onnx");

    assertThatThrownBy(
            () ->
                FunctionContents.layers(
                    classes, List.of(), List.of(extra("one", "/opt"), extra("two", "//opt/"))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "Two files want the place '/opt/model.onnx' in the image: '%s' and '%s'.", one, two);
  }

  @Test
  void refusesAFileInThePlaceOfADirectory() throws Exception {
    Path resource = write("target/classes/lib");
    write("target/classes/Handler.class");
    Dependency dependency = dependency("released", Stability.RELEASE);

    assertThatThrownBy(() -> FunctionContents.layers(classes, List.of(dependency), List.of()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "Two files want the place '/var/task/lib' in the image: '%s' and '%s'.",
            resource, dependency.source().path());
  }

  @Test
  void refusesAFileInThePlaceOfADirectoryHighAbove() throws Exception {
    Path file = write("file/var");
    Path handler = write("target/classes/com/example/Handler.class");

    assertThatThrownBy(
            () -> FunctionContents.layers(classes, List.of(), List.of(extra("file", "/"))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "Two files want the place '/var' in the image: '%s' and '%s'.", file, handler);
  }

  @Test
  void keepsNamesApartThatOnlyBeginAlike() throws Exception {
    write("target/classes/Handler.class");
    write("target/classes/data");
    write("target/classes/data.d/values");

    assertThat(targets(FunctionContents.layers(classes, List.of(), List.of()), "resources"))
        .containsExactly("/var/task/data", "/var/task/data.d/values");
  }

  @ParameterizedTest
  @CsvSource({
    "models/.wh.old.onnx, /opt/models,     /opt/models/.wh.old.onnx",
    "models/a.onnx,       /opt/.wh.models, /opt/.wh.models/a.onnx",
    "models/.wh..wh..opq, /opt/models,     /opt/models/.wh..wh..opq"
  })
  void refusesNamesThatWouldDeleteFiles(String name, String into, String target) throws Exception {
    write("target/classes/Handler.class");
    write(name);

    assertThatThrownBy(
            () -> FunctionContents.layers(classes, List.of(), List.of(extra("models", into))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s' cannot be a file of an image: a name that begins with '.wh.' marks the file named by the rest of it as deleted. Rename it, or leave it out (<excludes> of an <extraFile>).",
            target);
  }

  @Test
  void refusesSuchNamesAmongResourcesToo() throws Exception {
    write("target/classes/Handler.class");
    write("target/classes/templates/.wh.page");

    assertThatThrownBy(() -> FunctionContents.layers(classes, List.of(), List.of()))
        .hasMessageStartingWith("'/var/task/templates/.wh.page' cannot be a file of an image");
  }

  @Test
  void takesNamesThatOnlyHaveItInThem() throws Exception {
    write("target/classes/Handler.class");
    write("target/classes/a.wh.b");

    assertThat(targets(FunctionContents.layers(classes, List.of(), List.of()), "resources"))
        .containsExactly("/var/task/a.wh.b");
  }

  @Test
  void refusesNamesThatAreTooLongForLinux() throws Exception {
    write("target/classes/Handler.class");
    write("models/a");
    String longest = "ä".repeat(127) + "x";

    assertThat(
            FunctionContents.layers(
                classes, List.of(), List.of(extra("models", "/opt/" + longest))))
        .hasSize(2);
    assertThatThrownBy(
            () ->
                FunctionContents.layers(
                    classes, List.of(), List.of(extra("models", "/opt/" + longest + "x"))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageEndingWith(
            "'%sx' is longer than the 255 bytes that a name can have on Linux. Rename it.",
            longest);
  }

  private static List<String> targets(List<FunctionLayer> layers, String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .flatMap(layer -> layer.files().stream())
        .map(FunctionFile::target)
        .toList();
  }

  private Dependency dependency(String artifactId, Stability stability) {
    return new Dependency(
        "org.example", artifactId, "1.0", "", project.resolve(artifactId + ".jar"), stability);
  }

  private ExtraFiles extra(String from, @Nullable String into) throws LambdaImageException {
    return ExtraFiles.of(project.resolve(from), into, List.of(), List.of(), null);
  }

  private FunctionFile file(String source, String target) {
    return new FunctionFile(project.resolve(source), target, 0644);
  }

  private Path write(String path) throws Exception {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
