package io.github.lambdaimage.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file says about a class, without its code. Names are internal, as in {@code
 * com/example/Handler}.
 *
 * @param access the JVM's flags
 * @param signature with type variables, or {@code null} for a class without
 * @param superName {@code null} only for Object
 * @param inner whether it belongs to an instance of another class
 * @param annotations the descriptors of those that are kept in class files
 * @param singleton the name of the static field with an instance of the class itself, which Kotlin
 *     and Scala add to objects; empty if there is none
 */
record ClassFile(
    String name,
    int access,
    @Nullable String signature,
    @Nullable String superName,
    List<String> interfaces,
    List<Method> methods,
    boolean inner,
    List<String> annotations,
    String singleton) {

  /** The fields in which Kotlin and Scala keep an object's instance. */
  static final String KOTLIN = "INSTANCE";

  static final String SCALA = "MODULE$";

  /** The position of the version, two bytes. */
  private static final int MAJOR = 6;

  /**
   * A method that the class declares.
   *
   * @param signature with type variables, or {@code null} for a method without
   * @param exceptions internal names of the declared ones
   */
  record Method(
      String name,
      int access,
      String descriptor,
      @Nullable String signature,
      List<String> exceptions) {

    boolean is(int flag) {
      return (access & flag) != 0;
    }

    /** Written out, as every build compares methods: a record's own takes long to link. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Method method
          && name.equals(method.name)
          && access == method.access
          && descriptor.equals(method.descriptor)
          && Objects.equals(signature, method.signature)
          && exceptions.equals(method.exceptions);
    }

    @Override
    public int hashCode() {
      return name.hashCode() + 31 * descriptor.hashCode();
    }

    /** The descriptors of the parameters' types, with erased type variables. */
    List<String> parameters() {
      List<String> names = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(descriptor)) {
        names.add(type.getDescriptor());
      }
      return names;
    }
  }

  /**
   * Reads a class file of any Java version: what newer ones add is in the code or in attributes,
   * which are not read.
   *
   * @param bytes whose version is lowered if the library may not know it
   * @throws RuntimeException when it is not a class file
   */
  static ClassFile read(byte[] bytes) {
    Visitor visitor = new Visitor();
    reader(bytes)
        .accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visitor.toClassFile();
  }

  /** A reader for other parts of a class file. */
  static ClassReader reader(byte[] bytes) {
    if (bytes.length > MAJOR + 1 && ByteBuffer.wrap(bytes).getShort(MAJOR) > Opcodes.V17) {
      ByteBuffer.wrap(bytes).putShort(MAJOR, (short) Opcodes.V17);
    }
    return new ClassReader(bytes);
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  /** The name as in source code and handlers. */
  String binaryName() {
    return name.replace('/', '.');
  }

  /** Superclass and interfaces. */
  List<String> parents() {
    List<String> parents = new ArrayList<>();
    if (superName != null) {
      parents.add(superName);
    }
    parents.addAll(interfaces);
    return parents;
  }

  /** Whether it has a public constructor without parameters. */
  boolean hasPublicConstructor() {
    for (Method method : methods) {
      if (method.name().equals("<init>")
          && method.descriptor().equals("()V")
          && method.is(Opcodes.ACC_PUBLIC)) {
        return true;
      }
    }
    return false;
  }

  private static final class Visitor extends ClassVisitor {

    private final List<Method> methods = new ArrayList<>();
    private final List<String> annotations = new ArrayList<>();
    private String className = "";
    private int classAccess;
    private @Nullable String classSignature;
    private @Nullable String superClass;
    private List<String> implemented = List.of();
    private boolean innerClass;
    private String singletonField = "";

    Visitor() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String[] interfaces) {
      className = name;
      classAccess = access;
      classSignature = signature;
      superClass = superName;
      implemented = List.of(interfaces);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      annotations.add(descriptor);
      return null;
    }

    @Override
    public void visitInnerClass(
        String name, @Nullable String outer, @Nullable String simple, int access) {
      if (name.equals(className)) {
        innerClass = (access & Opcodes.ACC_STATIC) == 0;
      }
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      if ((name.equals(KOTLIN) || name.equals(SCALA))
          && (access & Opcodes.ACC_STATIC) != 0
          && descriptor.length() == className.length() + 2
          && descriptor.startsWith(className, 1)) {
        singletonField = name;
      }
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable String[] exceptions) {
      methods.add(
          new Method(
              name,
              access,
              descriptor,
              signature,
              exceptions == null ? List.of() : List.of(exceptions)));
      return null;
    }

    ClassFile toClassFile() {
      return new ClassFile(
          className,
          classAccess,
          classSignature,
          superClass,
          implemented,
          List.copyOf(methods),
          innerClass,
          List.copyOf(annotations),
          singletonField);
    }
  }
}
