package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;

/** What may have been meant: a class of the project, or one of a jar. */
final class HandlerCandidates {

  private static final int MOST_SHOWN = 3;
  private static final Set<String> INTERFACES =
      Set.of(
          RequestHandlerTypes.REQUEST_HANDLER,
          "com/amazonaws/services/lambda/runtime/RequestStreamHandler");

  private final TaskRoot taskRoot;

  HandlerCandidates(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  /** The project's concrete classes that implement one of Lambda's interfaces, in order. */
  List<String> implementations() throws LambdaImageException {
    return implementations(taskRoot.ownClasses());
  }

  /** The same among classes of these names. */
  List<String> implementations(Set<String> classes) throws LambdaImageException {
    List<String> names = new ArrayList<>();
    for (String name : classes) {
      Optional<ClassFile> found = taskRoot.find(name);
      if (found.isPresent()
          && isConcrete(found.get())
          && implementsHandler(found.get(), new HashSet<>())) {
        names.add(found.get().binaryName());
      }
    }
    return names;
  }

  private static boolean isConcrete(ClassFile type) {
    return type.is(Opcodes.ACC_PUBLIC)
        && !type.is(Opcodes.ACC_ABSTRACT)
        && !type.is(Opcodes.ACC_INTERFACE)
        && !type.inner();
  }

  /** No class of Java's own is one of Lambda's: each build asks, and reads none of them. */
  private boolean implementsHandler(ClassFile type, Set<String> seen) throws LambdaImageException {
    for (String parent : type.parents()) {
      if (INTERFACES.contains(parent)) {
        return true;
      }
      if (!parent.startsWith("java/") && seen.add(parent)) {
        Optional<ClassFile> found = taskRoot.find(parent);
        if (found.isPresent() && implementsHandler(found.get(), seen)) {
          return true;
        }
      }
    }
    return false;
  }

  /** "Did you mean …?", where something is like it. */
  Optional<String> advice(Handler handler) throws LambdaImageException {
    Set<String> likely = new LinkedHashSet<>();
    Optional<ClassFile> type = taskRoot.find(handler.className().replace('.', '/'));
    if (type.isPresent()) {
      likely.addAll(methodsOf(type.get(), handler.methodName().orElse("")));
    } else {
      for (String name : nearest(handler.className())) {
        likely.add(
            name + handler.methodName().map(method -> "::" + methodIn(name, method)).orElse(""));
      }
    }
    likely.addAll(implementations());
    likely.addAll(new FrameworkHandlers(taskRoot).all());
    likely.remove(handler.value());
    if (likely.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Did you mean %s?"
            .formatted(
                likely.stream()
                    .limit(MOST_SHOWN)
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(" or "))));
  }

  private List<String> methodsOf(ClassFile type, String wanted) throws LambdaImageException {
    return Hierarchy.of(type, taskRoot).ownPublicMethods().stream()
        .filter(HandlerMethod::isLegal)
        .map(Method::name)
        .distinct()
        .filter(name -> isNear(name, wanted) || wanted.isEmpty())
        .sorted(Comparator.comparing(name -> EditDistance.between(name, wanted)))
        .map(name -> type.binaryName() + "::" + name)
        .toList();
  }

  /** The method as it is written in the class, if only one letter or two differ. */
  private String methodIn(String className, String method) {
    try {
      Optional<ClassFile> type = taskRoot.find(className.replace('.', '/'));
      List<String> near = type.isEmpty() ? List.of() : methodsOf(type.get(), method);
      return near.isEmpty() ? method : near.get(0).substring(className.length() + 2);
    } catch (LambdaImageException e) {
      // It is only a proposal.
      return method;
    }
  }

  /** Of jars, only the package that was named: a framework has many, and most have no handler. */
  private List<String> nearest(String className) throws LambdaImageException {
    String folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
    Set<String> names = taskRoot.ownClasses();
    if (!folder.isEmpty()) {
      names.addAll(taskRoot.libraries().ofPackage(folder));
    }
    return names.stream()
        .map(name -> name.replace('/', '.'))
        .filter(name -> isNear(name, className) || simple(name).equals(simple(className)))
        .sorted(Comparator.comparing(name -> EditDistance.between(name, className)))
        .limit(MOST_SHOWN)
        .toList();
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A typing mistake or two; more in a long name. */
  private static boolean isNear(String one, String other) {
    return EditDistance.between(one, other) <= 2 + other.length() / 16;
  }
}
