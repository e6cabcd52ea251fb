package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** What a signature says in addition to the descriptor. */
final class GenericTypes {

  /** Replaces a parameter whose type is a type variable: the runtime does not erase it. */
  static final String VARIABLE = "T";

  private GenericTypes() {}

  /** The parameters of a method as the runtime compares them. */
  static List<String> parameters(Method method) {
    List<String> parameters = new ArrayList<>(method.parameters());
    String signature = method.signature();
    if (signature == null) {
      return parameters;
    }
    int[] next = {0};
    new SignatureReader(signature)
        .accept(
            new SignatureVisitor(Opcodes.ASM9) {
              @Override
              public SignatureVisitor visitParameterType() {
                int index = next[0]++;
                return new SignatureVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitTypeVariable(String name) {
                    parameters.set(index, VARIABLE);
                  }

                  @Override
                  public SignatureVisitor visitArrayType() {
                    return new SignatureVisitor(Opcodes.ASM9) {};
                  }

                  @Override
                  public SignatureVisitor visitTypeArgument(char wildcard) {
                    return new SignatureVisitor(Opcodes.ASM9) {};
                  }
                };
              }

              @Override
              public SignatureVisitor visitReturnType() {
                return new SignatureVisitor(Opcodes.ASM9) {};
              }

              @Override
              public SignatureVisitor visitClassBound() {
                return new SignatureVisitor(Opcodes.ASM9) {};
              }

              @Override
              public SignatureVisitor visitInterfaceBound() {
                return new SignatureVisitor(Opcodes.ASM9) {};
              }
            });
    return parameters;
  }

  /** The internal names of all classes in a signature. */
  static Set<String> classesIn(@Nullable String signature) {
    Set<String> names = new LinkedHashSet<>();
    if (signature != null) {
      new SignatureReader(signature).accept(new Names(names));
    }
    return names;
  }

  private static final class Names extends SignatureVisitor {

    private final Set<String> names;
    private String outer = "";

    Names(Set<String> names) {
      super(Opcodes.ASM9);
      this.names = names;
    }

    @Override
    public void visitClassType(String name) {
      outer = name;
      names.add(name);
    }

    @Override
    public void visitInnerClassType(String name) {
      names.remove(outer);
      outer += "$" + name;
      names.add(outer);
    }

    @Override
    public SignatureVisitor visitTypeArgument(char wildcard) {
      return new Names(names);
    }
  }
}
