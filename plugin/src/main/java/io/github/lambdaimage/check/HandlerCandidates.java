package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;

/** What the user may have meant: a class of the project, or one of a jar. */
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

  /**
   * The project's classes that implement one of Lambda's interfaces and can be the handler, in
   * order.
   */
  List<String> implementations() throws LambdaImageException {
    return implementations(taskRoot.ownClasses());
  }

  /**
   * The classes of these names that can be the handler; if there are only objects of Kotlin or
   * Scala, these, for which the check says what to do. Each build asks: for a class without type
   * variables, the check runs only on the final handler.
   */
  List<String> implementations(Set<String> classes) throws LambdaImageException {
    List<ClassFile> found = new ArrayList<>();
    List<ClassFile> objects = new ArrayList<>();
    for (ClassFile type : implementing(classes)) {
      if (type.hasPublicConstructor()) {
        found.add(type);
      } else if (!type.singleton().isEmpty()) {
        objects.add(type);
      }
    }
    if (found.isEmpty()) {
      return names(objects);
    }
    return found.size() == 1 && !hasTypeVariables(found.get(0))
        ? names(found)
        : passing(names(found));
  }

  /** The project's classes that may have been meant as the handler, whether or not they can be. */
  List<String> meant() throws LambdaImageException {
    return names(implementing(taskRoot.ownClasses()));
  }

  private static List<String> names(List<ClassFile> types) {
    List<String> names = new ArrayList<>();
    for (ClassFile type : types) {
      names.add(type.binaryName());
    }
    return names;
  }

  private List<ClassFile> implementing(Set<String> classes) throws LambdaImageException {
    List<ClassFile> types = new ArrayList<>();
    for (String name : classes) {
      Optional<ClassFile> found = taskRoot.find(name);
      if (found.isPresent()
          && isConcrete(found.get())
          && implementsHandler(found.get(), new HashSet<>())) {
        types.add(found.get());
      }
    }
    return types;
  }

  private static boolean hasTypeVariables(ClassFile type) {
    return type.signature() != null && type.signature().startsWith("<");
  }

  /** The handlers that pass the check. */
  private List<String> passing(Collection<String> handlers) throws LambdaImageException {
    List<String> passing = new ArrayList<>();
    if (!handlers.isEmpty()) {
      HandlerCheck check = new HandlerCheck(taskRoot, Origin.PROJECT);
      for (String handler : handlers) {
        if (check.reason(new Handler(handler)).isEmpty()) {
          passing.add(handler);
        }
      }
    }
    return passing;
  }

  private static boolean isConcrete(ClassFile type) {
    return type.is(Opcodes.ACC_PUBLIC)
        && !type.is(Opcodes.ACC_ABSTRACT)
        && !type.is(Opcodes.ACC_INTERFACE)
        && !type.inner();
  }

  /**
   * Whether a class implements Lambda's interfaces. Java's own classes do not; none of them is
   * read, since each build asks.
   */
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

  /** "Did you mean …?", with handlers that pass the check. */
  Optional<String> advice(Handler handler) throws LambdaImageException {
    Set<String> likely = new LinkedHashSet<>();
    Optional<ClassFile> type = taskRoot.find(handler.className().replace('.', '/'));
    String method = handler.methodName().orElse("");
    if (type.isPresent()) {
      likely.addAll(passing(methodsOf(type.get(), method)));
      likely.addAll(ofScala(type.get(), method));
    } else {
      for (String name : nearest(handler.className())) {
        likely.addAll(ofClass(name, method));
      }
    }
    likely.addAll(passing(implementations()));
    likely.addAll(passing(new FrameworkHandlers(taskRoot).all()));
    likely.remove(handler.value());
    return likely.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Did you mean %s?"
                .formatted(
                    likely.stream()
                        .limit(MOST_SHOWN)
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(" or "))));
  }

  /** Proposals for a class: as it was written, else similar names, else existing ones. */
  private List<String> ofClass(String name, String method) throws LambdaImageException {
    Optional<ClassFile> type = taskRoot.find(name.replace('.', '/'));
    List<String> exact = passing(List.of(method.isEmpty() ? name : name + "::" + method));
    if (type.isEmpty() || !exact.isEmpty()) {
      return exact;
    }
    List<String> near = passing(methodsOf(type.get(), method));
    if (near.isEmpty()) {
      near = passing(List.of(name));
    }
    return near.isEmpty() ? passing(methodsOf(type.get(), "")) : near;
  }

  /** The static methods that stand for an object's, if the object's own class was named. */
  private List<String> ofScala(ClassFile type, String method) throws LambdaImageException {
    return type.singleton().equals(ClassFile.SCALA)
        ? ofClass(
            OtherLanguages.withoutDollar(type.binaryName()),
            method.isEmpty() ? "handleRequest" : method)
        : List.of();
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

  /**
   * Classes with similar names; in jars, only in the named package: a framework has many classes,
   * most of them not handlers.
   */
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

  /** Whether they differ by a typing mistake or two, or by more in a long name. */
  private static boolean isNear(String one, String other) {
    return EditDistance.between(one, other) <= 2 + other.length() / 16;
  }
}
