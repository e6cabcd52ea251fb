package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.layer.FunctionContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class HandlerSearchTest {

  private static final String OBJECT = "java/lang/Object";
  private static final String STREAM_HANDLER =
      "com/amazonaws/services/lambda/runtime/RequestStreamHandler";

  @TempDir Path directory;

  private final List<FunctionFile> own = new ArrayList<>();
  private final List<FunctionFile> libraries = new ArrayList<>();

  /** A framework's handler in a shaded jar is not the project's. */
  @Test
  void prefersClassesOfTheProjectInWhatIsPacked() throws Exception {
    compiled("com/example/Orders");
    packed("com/example/Orders");
    packed("org/framework/StreamHandler");

    assertThat(search().inContent(layers())).containsExactly("com.example.Orders");
  }

  @Test
  void findsThemInJarsToo() throws Exception {
    compiled("com/example/Orders");
    Path jar = directory.resolve("orders.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("com/example/Orders.class"));
      out.write(handler("com/example/Orders"));
    }
    libraries.add(FunctionFile.readable(jar, "/var/task/lib/orders.jar"));

    assertThat(search().inContent(layers())).containsExactly("com.example.Orders");
  }

  /** Modules inherit the configuration of their parent, which names what only functions make. */
  @Test
  void tellsALibraryFromAFunctionThatIsNotPackedYet() throws Exception {
    assertThat(search().isLibrary(layers())).isFalse();

    compiled("com/example/Prices");
    assertThat(search().isLibrary(layers())).isTrue();

    packed("com/example/Orders");
    assertThat(search().isLibrary(layers())).isFalse();
  }

  /** As where ProGuard has renamed them, or a module has none. */
  @Test
  void takesWhatIsPackedWhereNoneOfThemIsThere() throws Exception {
    compiled("com/example/Orders");
    packed("a/a");

    assertThat(search().inContent(layers())).containsExactly("a.a");
  }

  @Test
  void takesTheRuntimeThatIsBroughtWhereThereIsNoClass() throws Exception {
    Path program = Files.writeString(directory.resolve("bootstrap"), "");
    own.add(new FunctionFile(program, FunctionFile.BOOTSTRAP, 0755));

    assertThat(search().inContent(layers())).containsExactly("bootstrap");
    assertThat(HandlerSearch.in(layers())).containsExactly("bootstrap");
    assertThat(HandlerSearch.reason(Handler.parse("bootstrap")))
        .isEqualTo(", the runtime that the function brings");

    packed("com/example/Orders");
    assertThat(HandlerSearch.in(layers())).containsExactly("com.example.Orders");
  }

  @Test
  void takesItFromExtraFilesToo() throws Exception {
    Path program = Files.writeString(directory.resolve("bootstrap"), "");
    ExtraFiles extra = ExtraFiles.of(program, "/var/runtime", List.of(), List.of(), "755");

    assertThat(search().hasClasses()).isFalse();
    assertThat(HandlerSearch.amongExtraFiles(List.of(extra))).containsExactly("bootstrap");
    assertThat(HandlerSearch.amongExtraFiles(List.of())).isEmpty();
  }

  private HandlerSearch search() throws Exception {
    return HandlerSearch.of(directory.resolve("classes"));
  }

  private List<FunctionLayer> layers() throws Exception {
    return FunctionContents.layers(own, libraries, List.of());
  }

  private void compiled(String name) throws Exception {
    write("classes", name);
  }

  private void packed(String name) throws Exception {
    own.add(
        FunctionFile.readable(
            write("packed", name), FunctionFile.TASK_ROOT + "/" + name + ".class"));
  }

  private Path write(String folder, String name) throws Exception {
    Path file = directory.resolve(folder).resolve(name + ".class");
    Files.createDirectories(file.getParent());
    return Files.write(file, handler(name));
  }

  private static byte[] handler(String name) {
    ClassWriter type = new ClassWriter(0);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, OBJECT, new String[] {STREAM_HANDLER});
    MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    type.visitEnd();
    return type.toByteArray();
  }
}
