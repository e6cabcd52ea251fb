package io.github.lambdaimage.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * A class's type variables, and the type arguments of its superclass and interfaces.
 *
 * @param bounded by variable: whether it has an upper bound other than Object
 * @param interfaces in the order of the class file
 */
record GenericParents(
    List<String> variables,
    Map<String, Boolean> bounded,
    Parent superclass,
    List<Parent> interfaces) {

  /**
   * A superclass or interface.
   *
   * @param arguments a type variable's name with {@code T} in front, or anything else for a type;
   *     {@code null} for a raw or not generic one
   */
  record Parent(String name, @Nullable List<String> arguments) {}

  static GenericParents of(ClassFile type) {
    String signature = type.signature();
    if (signature == null) {
      return new GenericParents(
          List.of(),
          Map.of(),
          new Parent(String.valueOf(type.superName()), null),
          type.interfaces().stream().map(name -> new Parent(name, null)).toList());
    }
    Reader reader = new Reader();
    new SignatureReader(signature).accept(reader);
    return reader.result();
  }

  private static final class Reader extends SignatureVisitor {

    private final List<String> variables = new ArrayList<>();
    private final Map<String, Boolean> bounded = new HashMap<>();
    private final List<ParentReader> interfaces = new ArrayList<>();
    private ParentReader superclass = new ParentReader();

    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitFormalTypeParameter(String name) {
      variables.add(name);
      bounded.put(name, false);
    }

    @Override
    public SignatureVisitor visitClassBound() {
      return bound();
    }

    @Override
    public SignatureVisitor visitInterfaceBound() {
      return bound();
    }

    private SignatureVisitor bound() {
      String variable = variables.get(variables.size() - 1);
      return new SignatureVisitor(Opcodes.ASM9) {
        @Override
        public void visitClassType(String name) {
          if (!name.equals("java/lang/Object")) {
            bounded.put(variable, true);
          }
        }

        @Override
        public void visitTypeVariable(String name) {
          bounded.put(variable, true);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
          // The type arguments of a bound do not matter.
          return new SignatureVisitor(Opcodes.ASM9) {};
        }
      };
    }

    @Override
    public SignatureVisitor visitSuperclass() {
      return superclass;
    }

    @Override
    public SignatureVisitor visitInterface() {
      ParentReader parent = new ParentReader();
      interfaces.add(parent);
      return parent;
    }

    GenericParents result() {
      return new GenericParents(
          List.copyOf(variables),
          Map.copyOf(bounded),
          superclass.result(),
          interfaces.stream().map(ParentReader::result).toList());
    }
  }

  private static final class ParentReader extends SignatureVisitor {

    private final List<String> arguments = new ArrayList<>();
    private String name = "";

    ParentReader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitClassType(String className) {
      name = className;
    }

    @Override
    public void visitInnerClassType(String simpleName) {
      name += "$" + simpleName;
    }

    @Override
    public void visitTypeArgument() {
      arguments.add("*");
    }

    @Override
    public SignatureVisitor visitTypeArgument(char wildcard) {
      arguments.add("type");
      int index = arguments.size() - 1;
      return new SignatureVisitor(Opcodes.ASM9) {
        @Override
        public void visitTypeVariable(String variable) {
          arguments.set(index, "T" + variable);
        }

        @Override
        public SignatureVisitor visitArrayType() {
          return new SignatureVisitor(Opcodes.ASM9) {};
        }

        @Override
        public SignatureVisitor visitTypeArgument(char nested) {
          return new SignatureVisitor(Opcodes.ASM9) {};
        }
      };
    }

    Parent result() {
      return new Parent(name, arguments.isEmpty() ? null : List.copyOf(arguments));
    }
  }
}
