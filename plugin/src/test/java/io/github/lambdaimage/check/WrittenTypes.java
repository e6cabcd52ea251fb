package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.FunctionContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Classes of a project that no compiler would write, as files. */
final class WrittenTypes {

  static final int PUBLIC = Opcodes.ACC_PUBLIC;
  static final String OBJECT = "java/lang/Object";
  static final String HANDLER = "com/amazonaws/services/lambda/runtime/RequestHandler";
  static final String STREAM = "com/amazonaws/services/lambda/runtime/RequestStreamHandler";

  /** Public, and without parameters. */
  static final String CONSTRUCTOR = "1 <init>()V";

  private final Path classes;

  WrittenTypes(Path directory) {
    this.classes = directory.resolve("classes");
  }

  /** Methods, each a name and a descriptor with the access before: {@code 1 handle()V}. */
  WrittenTypes type(
      int access, String name, @Nullable String parent, List<String> interfaces, String... methods)
      throws IOException {
    return generic(access, name, null, parent, interfaces, methods);
  }

  /** One with a signature. */
  WrittenTypes generic(
      int access,
      String name,
      @Nullable String signature,
      @Nullable String parent,
      List<String> interfaces,
      String... methods)
      throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, access, name, signature, parent, interfaces.toArray(String[]::new));
    for (String method : methods) {
      int flags = Integer.parseInt(method.substring(0, method.indexOf(' ')));
      int parameters = method.indexOf('(');
      writer
          .visitMethod(
              flags | Opcodes.ACC_ABSTRACT,
              method.substring(method.indexOf(' ') + 1, parameters),
              method.substring(parameters),
              null,
              null)
          .visitEnd();
    }
    writer.visitEnd();
    Path file = classes.resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
    return this;
  }

  List<FunctionLayer> layers() throws Exception {
    return FunctionContents.layers(classes, List.of(), List.of());
  }

  TaskRoot taskRoot() throws Exception {
    return TaskRoot.of(layers(), JavaClasses.of(17), BaseClasses.NONE);
  }
}
