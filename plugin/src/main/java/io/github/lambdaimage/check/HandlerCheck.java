package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/**
 * Whether the runtime will find and can call the handler. The runtime itself says so only at the
 * first invocation.
 */
final class HandlerCheck {

  private static final String STREAM_HANDLER =
      "com/amazonaws/services/lambda/runtime/RequestStreamHandler";

  /** Separates a reason from what to do. */
  private static final String WHAT_TO_DO = ": ";

  private final TaskRoot taskRoot;
  private final Origin origin;

  HandlerCheck(TaskRoot taskRoot, Origin origin) {
    this.taskRoot = taskRoot;
    this.origin = origin;
  }

  /** What is wrong with a handler, and what to do; empty if nothing is. */
  Optional<String> problem(Handler handler) throws LambdaImageException {
    Optional<String> why = reason(handler);
    if (why.isEmpty()) {
      return Optional.empty();
    }
    String advice =
        new HandlerCandidates(taskRoot)
            .advice(handler)
            .orElse(why.get().contains(WHAT_TO_DO) ? "" : origin.adviceForHandler());
    return Optional.of("<handler> '%s': %s. %s".formatted(handler, why.get(), advice).strip());
  }

  /** What is wrong with a handler; empty if nothing is. */
  Optional<String> reason(Handler handler) throws LambdaImageException {
    String className = handler.className();
    Optional<String> methodName = handler.methodName();
    if (className.isEmpty() || methodName.filter(String::isEmpty).isPresent()) {
      return Optional.of("it names no %s".formatted(className.isEmpty() ? "class" : "method"));
    }
    Optional<ClassFile> found =
        className.contains("/") ? Optional.empty() : taskRoot.find(className.replace('.', '/'));
    if (found.isEmpty() && taskRoot.baseMayHave(className.replace('.', '/'))) {
      return Optional.empty();
    }
    if (found.isEmpty()) {
      return Optional.of("there is no class '%s'%s".formatted(className, origin.nowhere()));
    }
    ClassFile type = found.get();
    Hierarchy hierarchy = Hierarchy.of(type, taskRoot);
    if (hierarchy.endOfCircle().isPresent()) {
      ClassFile end = hierarchy.endOfCircle().get();
      return Optional.of(
          "'%s' cannot be loaded: its superclasses lead in a circle, from '%s' to '%s'. Two versions of a library may be among the dependencies ('mvn dependency:tree' shows them)"
              .formatted(
                  className, end.binaryName(), String.valueOf(end.superName()).replace('/', '.')));
    }
    if (!hierarchy.missing().isEmpty()) {
      return Optional.of(
          "'%s' cannot be loaded without %s"
              .formatted(className, absent(hierarchy.missing().iterator().next())));
    }
    return methodName.isPresent()
        ? reasonOfMethod(methodName.get(), type, hierarchy)
        : reasonOfClass(type, hierarchy);
  }

  private Optional<String> reasonOfMethod(String name, ClassFile type, Hierarchy hierarchy)
      throws LambdaImageException {
    Optional<String> absent = hierarchy.missingFromPublicMethods();
    if (absent.isPresent()) {
      return Optional.of(missing("a public method of '" + type.binaryName() + "'", absent.get()));
    }
    List<Method> overloads = hierarchy.publicMethods(name);
    Optional<Method> method = HandlerMethod.choose(overloads);
    if (overloads.stream().anyMatch(OtherLanguages::isSuspended)
        && method.filter(it -> !OtherLanguages.isSuspended(it)).isEmpty()) {
      return Optional.of(OtherLanguages.reasonOfSuspended(type, name));
    }
    if (method.isEmpty() && !hierarchy.isComplete()) {
      return Optional.empty();
    }
    if (method.isEmpty()) {
      return Optional.of(
          overloads.isEmpty()
              ? "'%s' has no public method '%s'%s"
                  .formatted(
                      type.binaryName(),
                      name,
                      OtherLanguages.hintAtCompanion(type, name, taskRoot).orElse(""))
              : "'%s' has no public method '%s' that the runtime can call: it takes an event, a Context or both, or InputStream and OutputStream with or without a Context, in this order"
                  .formatted(type.binaryName(), name));
    }
    Optional<String> unknown = hierarchy.missingFrom(method.get().signature());
    if (unknown.isPresent()) {
      return Optional.of(missing("the method '" + name + "'", unknown.get()));
    }
    Optional<String> access = reasonOfAccess(hierarchy.declaring(method.get()));
    return method.get().is(Opcodes.ACC_STATIC) || access.isPresent()
        ? access
        : reasonOfInstance(type, hierarchy, Optional.of(name));
  }

  private Optional<String> reasonOfClass(ClassFile type, Hierarchy hierarchy)
      throws LambdaImageException {
    if (hierarchy.contains(STREAM_HANDLER) || hierarchy.isOfBase()) {
      return reasonOfInstance(type, hierarchy, Optional.empty());
    }
    if (!hierarchy.contains(RequestHandlerTypes.REQUEST_HANDLER)) {
      return Optional.of(
          "'%s' implements neither RequestHandler nor RequestStreamHandler, so that a method has to be named"
              .formatted(type.binaryName()));
    }
    Optional<String> unknown = hierarchy.missingFrom(type.signature());
    if (unknown.isPresent()) {
      return Optional.of(missing("'" + type.binaryName() + "'", unknown.get()));
    }
    Optional<String> types = new RequestHandlerTypes(taskRoot).problem(type);
    return types.isPresent() ? types : reasonOfInstance(type, hierarchy, Optional.empty());
  }

  /** Why the runtime cannot create an instance to call a method on. */
  private static Optional<String> reasonOfInstance(
      ClassFile type, Hierarchy hierarchy, Optional<String> method) throws LambdaImageException {
    Optional<String> absent = hierarchy.missingFromPublicConstructors();
    if (absent.isPresent()) {
      return Optional.of(
          missing("a public constructor of '" + type.binaryName() + "'", absent.get()));
    }
    String name = type.binaryName();
    if (type.is(Opcodes.ACC_INTERFACE)) {
      return Optional.of("'%s' is an interface, of which there is no instance".formatted(name));
    }
    if (type.is(Opcodes.ACC_ABSTRACT)) {
      return Optional.of("'%s' is abstract".formatted(name));
    }
    if (type.inner()) {
      return Optional.of(
          "'%s' is an inner class, which needs an instance of the outer one: make it static"
              .formatted(name));
    }
    if (type.hasPublicConstructor()) {
      return reasonOfAccess(type);
    }
    boolean isInterfaces =
        method.filter("handleRequest"::equals).isPresent()
            && (hierarchy.contains(STREAM_HANDLER)
                || hierarchy.contains(RequestHandlerTypes.REQUEST_HANDLER));
    return OtherLanguages.reasonOfObject(type, method, isInterfaces)
        .or(() -> Optional.of("'%s' has no public constructor without parameters".formatted(name)));
  }

  private static Optional<String> reasonOfAccess(ClassFile type) {
    return type.is(Opcodes.ACC_PUBLIC)
        ? Optional.empty()
        : Optional.of("'%s' is not public".formatted(type.binaryName()));
  }

  private static String missing(String who, String name) {
    return who + " needs " + absent(name);
  }

  private static String absent(String name) {
    return "'%s', which %s"
        .formatted(
            name.replace('/', '.'),
            name.startsWith("java/") ? "the base's Java does not have" : "is not in the image");
  }
}
