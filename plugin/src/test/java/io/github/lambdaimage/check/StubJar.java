package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A jar that looks like a framework's, as far as names and headers of classes go. */
final class StubJar {

  private static final String STREAM_HANDLER =
      "com/amazonaws/services/lambda/runtime/RequestStreamHandler";

  private final JarOutputStream jar;
  private final Dependency dependency;

  private StubJar(JarOutputStream jar, Dependency dependency) {
    this.jar = jar;
    this.dependency = dependency;
  }

  static StubJar of(Path directory, String artifactId) throws IOException {
    return of(directory, artifactId, "", "");
  }

  /** One with an attribute in its manifest. */
  static StubJar of(Path directory, String artifactId, String attribute, String value)
      throws IOException {
    Path file = directory.resolve(artifactId + "-1.0.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!attribute.isEmpty()) {
      manifest.getMainAttributes().putValue(attribute, value);
    }
    OutputStream out = Files.newOutputStream(file);
    return new StubJar(
        new JarOutputStream(out, manifest),
        new Dependency("org.example", artifactId, "1.0", "", file, Stability.RELEASE));
  }

  /** Adds a handler with a public constructor. */
  StubJar handler(String name) throws IOException {
    return add(name, Opcodes.ACC_PUBLIC, STREAM_HANDLER, null);
  }

  /** Adds a class that Spring can start with. */
  StubJar application(String name) throws IOException {
    return add(
        name,
        Opcodes.ACC_PUBLIC,
        "java/io/Serializable",
        "Lorg/springframework/boot/autoconfigure/SpringBootApplication;");
  }

  /** Adds an annotation. */
  StubJar annotation(String name) throws IOException {
    return add(
        name,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_ANNOTATION | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
        "java/lang/annotation/Annotation",
        null);
  }

  private StubJar add(String name, int access, String parent, @Nullable String annotation)
      throws IOException {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String internal = name.replace('.', '/');
    type.visit(Opcodes.V17, access, internal, null, "java/lang/Object", new String[] {parent});
    if (annotation != null) {
      type.visitAnnotation(annotation, true);
    }
    if ((access & Opcodes.ACC_INTERFACE) == 0) {
      MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
      constructor.visitCode();
      constructor.visitVarInsn(Opcodes.ALOAD, 0);
      constructor.visitMethodInsn(
          Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
      constructor.visitInsn(Opcodes.RETURN);
      constructor.visitMaxs(0, 0);
    }
    jar.putNextEntry(new JarEntry(internal + ".class"));
    jar.write(type.toByteArray());
    return this;
  }

  /** The jar, finished. */
  Dependency dependency() throws IOException {
    jar.close();
    return dependency;
  }
}
