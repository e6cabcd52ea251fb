package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingClassesTest {

  private static final Handler HANDLER =
      new Handler(MissingClassesTest.class.getName() + "::handle");

  @TempDir Path directory;

  private Path classes;

  @BeforeEach
  void name() {
    classes = directory.resolve("target/classes");
  }

  @Test
  void refusesAProjectWithoutClasses() throws Exception {
    write("target/classes/application.properties");

    assertThatThrownBy(() -> refuse(List.of(), List.of()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "No classes in '%s'. Compile first (a goal that is bound in <executions> must come after the phase 'compile'), or configure the plugin in the module that holds the handler.",
            classes);
  }

  @Test
  void refusesAProjectThatWasNeverCompiled() throws Exception {
    Path library = jar("other/Library.class");

    assertThatThrownBy(() -> refuse(List.of(dependency(library)), List.of()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("No classes in '%s', which does not exist. Compile first", classes);
  }

  @Test
  void takesAModelForNoFunction() throws Exception {
    write("models/model.onnx");

    assertThatThrownBy(() -> refuse(List.of(), List.of(extra("models", "/opt"))))
        .hasMessageStartingWith("No classes in '%s', which does not exist.", classes);
  }

  @Test
  void letsAFunctionPassWhoseHandlerIsInAJar() throws Exception {
    Path library = jar(HANDLER.className().replace('.', '/') + ".class");

    assertThatCode(() -> refuse(List.of(dependency(library)), List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void letsClassesPassAndARuntimeOfItsOwn() throws Exception {
    write("native/bootstrap");
    assertThatCode(() -> refuse(List.of(), List.of(extra("native", "/var/runtime"))))
        .doesNotThrowAnyException();

    write("target/classes/Other.class");
    assertThatCode(() -> refuse(List.of(), List.of())).doesNotThrowAnyException();
  }

  private void refuse(List<Dependency> dependencies, List<ExtraFiles> extraFiles)
      throws LambdaImageException {
    List<FunctionLayer> layers = FunctionContents.layers(classes, dependencies, extraFiles);
    MissingClasses.refuse(layers, HANDLER, classes);
  }

  private ExtraFiles extra(String from, String into) throws LambdaImageException {
    return ExtraFiles.of(directory.resolve(from), into, List.of(), List.of(), null);
  }

  private static Dependency dependency(Path jar) {
    return new Dependency("com.example", "library", "1.0", "", jar, Dependency.Stability.RELEASE);
  }

  /** A jar with the bytes of this very class under some name. */
  private Path jar(String name) throws Exception {
    Path file = directory.resolve("library.jar");
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file));
        InputStream own =
            Objects.requireNonNull(
                getClass().getResourceAsStream(getClass().getSimpleName() + ".class"))) {
      jar.putNextEntry(new ZipEntry(name));
      own.transferTo(jar);
    }
    return file;
  }

  private void write(String path) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}
