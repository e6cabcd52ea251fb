package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Entrypoint;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class MissingClassesTest {

  private static final Handler HANDLER =
      new Handler(MissingClassesTest.class.getName() + "::handle");

  @TempDir Path directory;

  private Path classes;
  private Entrypoint entrypoint = Entrypoint.OF_BASE;

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

  /** A server that something hands events to: what counts is that its program can be there. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # entrypoint | is let pass
          /usr/bin/node server.js, true
          /var/lang/bin/java -cp /var/task/lib/* com.example.Server, true
          /var/lang/bin/java -jar /var/task/lib/library-1.0.jar, true
          /var/lang/bin/java -cp /opt/server.jar com.example.Other, true
          /var/lang/bin/java -javaagent:/opt/agent.jar -cp /var/task:/var/task/lib/* com.example.Other, false
          /var/lang/bin/java -jar /var/task/lib/other.jar, false
          """)
  void asksForNoClassesWhereTheProgramMayBeThere(String command, boolean passes) throws Exception {
    entrypoint = Entrypoint.of(List.of(command.split(" ")));
    Path library = jar("com/example/Server.class", namedServer());

    if (passes) {
      assertThatCode(() -> refuse(List.of(dependency(library)), List.of()))
          .doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> refuse(List.of(dependency(library)), List.of()))
          .hasMessageStartingWith("No classes in '%s', which does not exist.", classes);
    }
  }

  private static byte[] namedServer() {
    ClassWriter type = new ClassWriter(0);
    type.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, "com/example/Server", null, "java/lang/Object", null);
    type.visitEnd();
    return type.toByteArray();
  }

  private void refuse(List<Dependency> dependencies, List<ExtraFiles> extraFiles)
      throws LambdaImageException {
    List<FunctionLayer> layers = FunctionContents.layers(classes, dependencies, extraFiles);
    MissingClasses.refuse(layers, HANDLER, entrypoint, classes);
  }

  private ExtraFiles extra(String from, String into) throws LambdaImageException {
    return ExtraFiles.of(directory.resolve(from), into, List.of(), List.of(), null);
  }

  private static Dependency dependency(Path jar) {
    return new Dependency("com.example", "library", "1.0", "", jar, Dependency.Stability.RELEASE);
  }

  /** A jar with the bytes of this very class under some name. */
  private Path jar(String name) throws Exception {
    try (InputStream own =
        Objects.requireNonNull(
            getClass().getResourceAsStream(getClass().getSimpleName() + ".class"))) {
      return jar(name, own.readAllBytes());
    }
  }

  private Path jar(String name, byte[] bytes) throws Exception {
    Path file = directory.resolve("library.jar");
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new ZipEntry(name));
      jar.write(bytes);
    }
    return file;
  }

  private void write(String path) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}
