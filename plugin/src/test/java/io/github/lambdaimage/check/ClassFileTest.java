package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.check.ClassFile.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** What is read of a class file. */
class ClassFileTest {

  private static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

  private final ClassWriter writer = new ClassWriter(0);

  @Test
  void hasANameWithDotsAndItsParents() {
    begin(Opcodes.V17);
    ClassFile type = type();

    assertThat(type.binaryName()).isEqualTo("com.example.Orders");
    assertThat(type.parents())
        .containsExactly("java/lang/Object", "java/lang/Runnable", "java/io/Closeable");
    assertThat(type.is(Opcodes.ACC_PUBLIC)).isTrue();
    assertThat(type.is(Opcodes.ACC_ABSTRACT)).isFalse();
  }

  @Test
  void ofObjectHasNoParents() {
    assertThat(file(null, List.of()).parents()).isEmpty();
  }

  /** The library that reads them knows no newer ones. */
  @Test
  void isReadWhateverItsVersionIs() {
    begin(Opcodes.V17 + 50);

    assertThat(type().binaryName()).isEqualTo("com.example.Orders");
  }

  @ParameterizedTest
  @CsvSource({
    "<init>, ()V,  1, true",
    "<init>, ()V,  4, false",
    "<init>, (I)V, 1, false",
    "create, ()V,  1, false"
  })
  void hasAPublicConstructorOrNone(String name, String descriptor, int access, boolean has) {
    Method method = new Method(name, access, descriptor, null, List.of());

    assertThat(file("java/lang/Object", List.of(method)).hasPublicConstructor()).isEqualTo(has);
  }

  @Test
  void hasItsMethodsWithWhatTheyThrow() {
    begin(Opcodes.V17);
    writer
        .visitMethod(
            Opcodes.ACC_PUBLIC, "handle", "(I[J)V", null, new String[] {"java/io/IOException"})
        .visitEnd();
    ClassFile type = type();

    assertThat(type.methods())
        .containsExactly(
            new Method(
                "handle", Opcodes.ACC_PUBLIC, "(I[J)V", null, List.of("java/io/IOException")));
    assertThat(type.methods().get(0).parameters()).containsExactly("I", "[J");
  }

  @ParameterizedTest
  @CsvSource({
    "com/example/Orders,       0, true",
    "com/example/Orders,       8, false",
    "com/example/Orders$Other, 0, false"
  })
  void isInnerIfItNeedsAnInstanceOfTheOuterOne(String name, int access, boolean inner) {
    begin(Opcodes.V17);
    writer.visitInnerClass(name, "com/example/Outer", "X", access);

    assertThat(type().inner()).isEqualTo(inner);
  }

  @Test
  void keepsItsAnnotations() {
    begin(Opcodes.V17);
    writer.visitAnnotation("Lcom/example/Kept;", true).visitEnd();

    assertThat(type().annotations()).containsExactly("Lcom/example/Kept;");
  }

  @ParameterizedTest
  @CsvSource({
    "INSTANCE, Lcom/example/Orders;,  INSTANCE",
    "MODULE$,  Lcom/example/Orders;,  MODULE$",
    "OTHER,    Lcom/example/Orders;,  ''",
    "INSTANCE, Lcom/example/Order;,   ''",
    "INSTANCE, Lcom/example/Orders2;, ''",
    "INSTANCE, Lcom/example/0rders;,  ''"
  })
  void isASingletonByAFieldOfItsOwnType(String field, String descriptor, String singleton) {
    begin(Opcodes.V17);
    writer.visitField(STATIC, field, descriptor, null, null).visitEnd();

    assertThat(type().singleton()).isEqualTo(singleton);
  }

  @Test
  void isNoSingletonByAFieldOfItsInstances() {
    begin(Opcodes.V17);
    writer
        .visitField(Opcodes.ACC_PUBLIC, "INSTANCE", "Lcom/example/Orders;", null, null)
        .visitEnd();

    assertThat(type().singleton()).isEmpty();
  }

  private void begin(int version) {
    writer.visit(
        version,
        Opcodes.ACC_PUBLIC,
        "com/example/Orders",
        null,
        "java/lang/Object",
        new String[] {"java/lang/Runnable", "java/io/Closeable"});
  }

  private ClassFile type() {
    writer.visitEnd();
    return ClassFile.read(writer.toByteArray());
  }

  private static ClassFile file(@Nullable String superName, List<Method> methods) {
    return new ClassFile(
        "com/example/Orders",
        Opcodes.ACC_PUBLIC,
        null,
        superName,
        List.of(),
        methods,
        false,
        List.of(),
        "");
  }
}
