package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;

/** Code of Kotlin and Scala that the runtime cannot call as it is, and what to do. */
final class OtherLanguages {

  private static final String METADATA_OF_KOTLIN = "Lkotlin/Metadata;";
  private static final String CONTINUATION = "Lkotlin/coroutines/Continuation;";
  private static final String COMPANION = "$Companion";

  private OtherLanguages() {}

  /**
   * Why no instance of a class can be created if it is an object of one of them.
   *
   * @param method to call on it, if one is named
   * @param isInterfaces whether the method is that of one of Lambda's interfaces
   */
  static Optional<String> reasonOfObject(
      ClassFile type, Optional<String> method, boolean isInterfaces) {
    String name = type.binaryName();
    if (type.singleton().equals(ClassFile.KOTLIN)
        && type.annotations().contains(METADATA_OF_KOTLIN)) {
      return Optional.of(
          "'%s' is a Kotlin object, of which the runtime cannot make an instance: make it a class%s"
              .formatted(
                  name,
                  method.isPresent() && !isInterfaces
                      ? ", or annotate '" + method.get() + "' with @JvmStatic"
                      : ""));
    }
    return type.singleton().equals(ClassFile.SCALA)
        ? Optional.of(
            "'%s' is what Scala makes of an object, of which the runtime cannot make an instance: make it a class, or name '%s' with its method"
                .formatted(name, withoutDollar(name)))
        : Optional.empty();
  }

  /** The class with Scala's static methods for an object. */
  static String withoutDollar(String name) {
    return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
  }

  /** Whether a method is a suspend function of Kotlin. */
  static boolean isSuspended(Method method) {
    List<String> parameters = method.parameters();
    return !parameters.isEmpty() && parameters.get(parameters.size() - 1).equals(CONTINUATION);
  }

  /** Why the runtime cannot call such a method. */
  static String reasonOfSuspended(ClassFile type, String method) {
    return "'%s' of '%s' is a suspend function of Kotlin, and the runtime has no coroutine to call it from: name a function without 'suspend' that calls it in runBlocking"
        .formatted(method, type.binaryName());
  }

  /** What to do if a missing method of a class is one of its companion; empty otherwise. */
  static Optional<String> hintAtCompanion(ClassFile type, String method, TaskRoot taskRoot)
      throws LambdaImageException {
    Optional<ClassFile> companion = taskRoot.find(type.name() + COMPANION);
    return companion.isPresent()
            && companion.get().methods().stream().anyMatch(it -> it.name().equals(method))
        ? Optional.of("; its companion object has: annotate that with @JvmStatic")
        : Optional.empty();
  }
}
