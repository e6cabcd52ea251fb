package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/**
 * Which method of a name the runtime calls.
 *
 * @see <a
 *     href="https://github.com/aws/aws-lambda-java-libs/blob/main/aws-lambda-java-runtime-interface-client/src/main/java/com/amazonaws/services/lambda/runtime/api/client/EventHandlerLoader.java">the
 *     runtime's own choice</a>
 */
final class HandlerMethod {

  private static final String IN = "Ljava/io/InputStream;";
  private static final String OUT = "Ljava/io/OutputStream;";
  private static final String CONTEXT = "Lcom/amazonaws/services/lambda/runtime/Context;";

  /**
   * Bridge methods last, more parameters before fewer; a {@code Context} at the end counts twice.
   */
  private static final Comparator<Method> PREFERENCE =
      Comparator.comparing((Method method) -> method.is(Opcodes.ACC_BRIDGE))
          .thenComparing(method -> -weight(method.parameters()));

  private HandlerMethod() {}

  /** The method that is called; empty if none has a signature that the runtime supports. */
  static Optional<Method> choose(List<Method> overloads) {
    return overloads.stream().sorted(PREFERENCE).filter(HandlerMethod::isLegal).findFirst();
  }

  private static int weight(List<String> parameters) {
    boolean contextLast =
        !parameters.isEmpty() && parameters.get(parameters.size() - 1).equals(CONTEXT);
    return parameters.size() + (contextLast ? 1 : 0);
  }

  static boolean isLegal(Method method) {
    List<String> parameters = GenericTypes.parameters(method);
    return switch (parameters.size()) {
      case 0, 1 -> true;
      case 2 -> isLegalPair(parameters.get(0), parameters.get(1));
      case 3 -> parameters.equals(List.of(IN, OUT, CONTEXT));
      default -> false;
    };
  }

  private static boolean isLegalPair(String first, String second) {
    if (first.equals(IN)) {
      return second.equals(OUT) || second.equals(CONTEXT);
    }
    return !first.equals(CONTEXT) && second.equals(CONTEXT);
  }
}
