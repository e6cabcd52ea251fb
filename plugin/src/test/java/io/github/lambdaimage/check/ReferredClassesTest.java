package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which classes a class names, wherever in it. */
class ReferredClassesTest {

  private final ClassWriter writer = new ClassWriter(0);

  @Test
  void areItsParentsAndTheTypesOfItsMethods() {
    begin();
    method("(La/Event;[[La/Item;I)La/Answer;", "a/Failure").visitEnd();

    assertThat(ReferredClasses.in(bytes()))
        .contains("a/Class", "a/Super", "a/Interface", "a/Event", "a/Item", "a/Answer", "a/Failure")
        .doesNotContain("I", "[[La/Item;");
  }

  @Test
  void areThoseThatItsCodeUses() {
    begin();
    MethodVisitor code = method("()V");
    code.visitCode();
    code.visitTypeInsn(Opcodes.ANEWARRAY, "[La/Made;");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "a/Called", "call", "(La/Parameter;)La/Result;", false);
    code.visitFieldInsn(Opcodes.GETSTATIC, "a/Owner", "field", "La/Field;");
    code.visitLdcInsn(Type.getMethodType("(La/OfMethodType;)V"));
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(9, 9);
    code.visitEnd();

    assertThat(ReferredClasses.in(bytes()))
        .contains(
            "a/Made",
            "a/Called",
            "a/Parameter",
            "a/Result",
            "a/Owner",
            "a/Field",
            "a/OfMethodType");
  }

  /** Long numbers take two places among the constants. */
  @Test
  void areFoundBehindLongNumbers() {
    begin();
    MethodVisitor code = method("()V");
    code.visitCode();
    code.visitLdcInsn(1_234_567_890_123L);
    code.visitLdcInsn(1.5);
    code.visitTypeInsn(Opcodes.NEW, "a/Behind");
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(9, 9);
    code.visitEnd();

    assertThat(ReferredClasses.in(bytes())).contains("a/Behind");
  }

  @Test
  void areNotTheWordsOfItsTexts() {
    begin();
    MethodVisitor code = method("()V");
    code.visitCode();
    code.visitLdcInsn("a/Text");
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(9, 9);
    code.visitEnd();

    assertThat(ReferredClasses.in(bytes())).doesNotContain("a/Text", "handle");
  }

  private void begin() {
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, "a/Class", null, "a/Super", new String[] {"a/Interface"});
  }

  private MethodVisitor method(String descriptor, String... exceptions) {
    return writer.visitMethod(
        Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "handle", descriptor, null, exceptions);
  }

  private byte[] bytes() {
    writer.visitEnd();
    return writer.toByteArray();
  }
}
