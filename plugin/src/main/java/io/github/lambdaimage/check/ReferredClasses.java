package io.github.lambdaimage.check;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/** The classes that a class file names in its constants, as the JVM would look for them. */
final class ReferredClasses {

  /** Tags of constants: a class, a name with its type, the type of a method. */
  private static final int CLASS = 7;

  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_TYPE = 16;

  private ReferredClasses() {}

  /**
   * Their internal names.
   *
   * @throws RuntimeException when it is not a class file
   */
  static Set<String> in(byte[] bytes) {
    ClassReader reader = ClassFile.reader(bytes);
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<String> names = new LinkedHashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      // Long numbers take two places, one of them empty.
      int tag = item == 0 ? 0 : reader.readByte(item - 1);
      if (tag == CLASS) {
        add(Type.getObjectType(reader.readUTF8(item, buffer)), names);
      } else if (tag == NAME_AND_TYPE) {
        add(Type.getType(reader.readUTF8(item + 2, buffer)), names);
      } else if (tag == METHOD_TYPE) {
        add(Type.getType(reader.readUTF8(item, buffer)), names);
      }
    }
    for (ClassFile.Method method : ClassFile.read(bytes).methods()) {
      add(Type.getType(method.descriptor()), names);
      names.addAll(method.exceptions());
    }
    return names;
  }

  private static void add(Type type, Set<String> names) {
    switch (type.getSort()) {
      case Type.METHOD -> {
        add(type.getReturnType(), names);
        for (Type parameter : type.getArgumentTypes()) {
          add(parameter, names);
        }
      }
      case Type.ARRAY -> add(type.getElementType(), names);
      case Type.OBJECT -> names.add(type.getInternalName());
      default -> {
        // A number names no class.
      }
    }
  }
}
