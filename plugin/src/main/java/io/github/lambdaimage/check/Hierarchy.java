package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class with its superclasses and interfaces. */
final class Hierarchy {

  private final TaskRoot taskRoot;
  private final ClassFile bottom;
  private final List<ClassFile> classes = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private boolean complete = true;
  private boolean ofBase;
  private @Nullable ClassFile endOfCircle;

  private Hierarchy(TaskRoot taskRoot, ClassFile bottom) {
    this.taskRoot = taskRoot;
    this.bottom = bottom;
  }

  static Hierarchy of(ClassFile bottom, TaskRoot taskRoot) throws LambdaImageException {
    Hierarchy hierarchy = new Hierarchy(taskRoot, bottom);
    hierarchy.collect();
    return hierarchy;
  }

  /** Superclasses before interfaces, the nearest first: the order in which methods are found. */
  private void collect() throws LambdaImageException {
    Deque<String> interfaces = new ArrayDeque<>();
    Optional<ClassFile> current = Optional.of(bottom);
    while (current.isPresent()) {
      ClassFile found = current.get();
      add(found);
      interfaces.addAll(found.interfaces());
      String parent = found.superName();
      if (parent != null && names.contains(parent)) {
        endOfCircle = found;
        parent = null;
      }
      current = parent == null ? Optional.empty() : load(parent);
    }
    while (!interfaces.isEmpty()) {
      String name = interfaces.remove();
      if (!names.contains(name)) {
        Optional<ClassFile> found = load(name);
        names.add(name);
        if (found.isPresent()) {
          add(found.get());
          interfaces.addAll(found.get().interfaces());
        }
      }
    }
  }

  private void add(ClassFile found) {
    names.add(found.name());
    classes.add(found);
  }

  private Optional<ClassFile> load(String name) throws LambdaImageException {
    Optional<ClassFile> found = taskRoot.find(name);
    if (found.isEmpty()) {
      if (taskRoot.isUnknown(name)) {
        complete = false;
        ofBase = ofBase || taskRoot.baseMayHave(name);
      } else if (!taskRoot.has(name)) {
        missing.add(name);
      }
    }
    return found;
  }

  /** Whether the class is, extends or implements this one. */
  boolean contains(String name) {
    return names.contains(name);
  }

  /** Superclasses and interfaces that do not exist: then the class cannot be loaded. */
  Set<String> missing() {
    return missing;
  }

  /** A class that extends itself, directly or not: then it cannot be loaded either. */
  Optional<ClassFile> endOfCircle() {
    return Optional.ofNullable(endOfCircle);
  }

  /** Whether all of them are known; unknown ones may have any method. */
  boolean isComplete() {
    return complete;
  }

  /** Whether an unknown one is the base's, and not a class of Java: it may implement everything. */
  boolean isOfBase() {
    return ofBase;
  }

  /**
   * The public methods of a name, including inherited ones, as {@link Class#getMethods} returns
   * them.
   */
  List<Method> publicMethods(String name) {
    Map<String, Method> methods = new LinkedHashMap<>();
    if (name.startsWith("<")) {
      return List.of();
    }
    for (ClassFile type : classes) {
      boolean inheritedInterface =
          !type.name().equals(bottom.name()) && type.is(Opcodes.ACC_INTERFACE);
      for (Method method : type.methods()) {
        if (method.name().equals(name)
            && method.is(Opcodes.ACC_PUBLIC)
            && !(inheritedInterface && method.is(Opcodes.ACC_STATIC))) {
          methods.putIfAbsent(method.descriptor(), method);
        }
      }
    }
    return List.copyOf(methods.values());
  }

  /** The class that declares a method of {@link #publicMethods}. */
  ClassFile declaring(Method method) {
    return classes.stream()
        .filter(type -> type.methods().contains(method))
        .findFirst()
        .orElse(bottom);
  }

  /** The public methods that the class itself or a superclass declares, except for Object's. */
  List<Method> ownPublicMethods() {
    return classes.stream()
        .filter(type -> !type.name().startsWith("java/"))
        .flatMap(type -> type.methods().stream())
        .filter(method -> method.is(Opcodes.ACC_PUBLIC) && !method.name().startsWith("<"))
        .filter(method -> !method.is(Opcodes.ACC_SYNTHETIC))
        .toList();
  }

  /**
   * A class in the signature of a public method that does not exist: to find the handler's method,
   * the runtime resolves all of them.
   */
  Optional<String> missingFromPublicMethods() throws LambdaImageException {
    for (ClassFile type : classes) {
      if (type.name().startsWith("java/")) {
        continue;
      }
      for (Method method : type.methods()) {
        if (method.is(Opcodes.ACC_PUBLIC) && !method.name().startsWith("<")) {
          Optional<String> absent = firstMissing(method);
          if (absent.isPresent()) {
            return absent;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A missing class in the signature of a public constructor, which the runtime resolves too. */
  Optional<String> missingFromPublicConstructors() throws LambdaImageException {
    for (Method method : bottom.methods()) {
      if (method.is(Opcodes.ACC_PUBLIC) && method.name().equals("<init>")) {
        Optional<String> absent = firstMissing(method);
        if (absent.isPresent()) {
          return absent;
        }
      }
    }
    return Optional.empty();
  }

  /** A missing class among the type arguments of a signature. */
  Optional<String> missingFrom(@Nullable String signature) throws LambdaImageException {
    for (String type : GenericTypes.classesIn(signature)) {
      if (!taskRoot.has(type)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private Optional<String> firstMissing(Method method) throws LambdaImageException {
    List<String> types = new ArrayList<>(method.exceptions());
    Type descriptor = Type.getMethodType(method.descriptor());
    addClass(descriptor.getReturnType(), types);
    for (Type parameter : descriptor.getArgumentTypes()) {
      addClass(parameter, types);
    }
    for (String type : types) {
      if (!taskRoot.has(type)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static void addClass(Type type, List<String> names) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() == Type.OBJECT) {
      names.add(element.getInternalName());
    }
  }
}
