package io.github.lambdaimage.check;

import io.github.lambdaimage.check.Framework.Needs;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.Expansion;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The class that Spring must be told to start with.
 *
 * @param isAsked whether the handler needs it, and it is not configured yet
 * @param candidates by their names for {@code Class.forName}
 */
public record StartClass(boolean isAsked, List<String> candidates) {

  /** The variable that names it. */
  public static final String VARIABLE = "MAIN_CLASS";

  /** The system property that names it too, in the options that a JVM reads by itself. */
  private static final String OPTION = "-D" + VARIABLE + "=";

  private static final String[] OPTIONS = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  static final StartClass NOT_ASKED = new StartClass(false, List.of());

  /**
   * Looks for it.
   *
   * @param environment that the user sets
   * @throws LambdaImageException when a class or a jar cannot be read
   */
  static StartClass of(List<FunctionLayer> layers, Handler handler, Map<String, String> environment)
      throws LambdaImageException {
    return mayBeAsked(layers, handler, environment) ? search(layers, handler, null) : NOT_ASKED;
  }

  /**
   * Looks for it in the function's classes, which takes a while.
   *
   * @param said the class that the project's POM names, if it does
   */
  static StartClass search(List<FunctionLayer> layers, Handler handler, @Nullable String said)
      throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      return isAskedBy(handler.className(), taskRoot)
          ? new StartClass(true, new StartClassSearch(taskRoot).all(said))
          : NOT_ASKED;
    }
  }

  /** The class, if there is only one candidate. */
  public @Nullable String name() {
    return candidates.size() == 1 ? candidates.get(0) : null;
  }

  /** What is wrong, and what to do, if there are several candidates. */
  Optional<String> problem() {
    return candidates.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Spring starts with one class, and %s have @SpringBootApplication: %s. Say which: <environment><%s>%s</%s></environment>."
                .formatted(
                    candidates.size(),
                    candidates.stream()
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(", ")),
                    VARIABLE,
                    Expansion.literal(candidates.get(0)),
                    VARIABLE));
  }

  /** What to check if there is no candidate: Lambda's own configuration may name it. */
  Optional<String> warning() {
    return !isAsked || !candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Spring starts with a class, and none has @SpringBootApplication. Say which: <environment><%s>com.example.Application</%s></environment>."
                .formatted(VARIABLE, VARIABLE));
  }

  private static boolean isSaid(Map<String, String> environment) {
    if (environment.containsKey(VARIABLE)) {
      return true;
    }
    for (String name : OPTIONS) {
      if (environment.getOrDefault(name, "").contains(OPTION)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may be needed: judged by names only, since each build asks. */
  static boolean mayBeAsked(
      List<FunctionLayer> layers, Handler handler, Map<String, String> environment) {
    if (handler.equals(Handler.NONE)
        || handler.equals(Handler.OF_BOOTSTRAP)
        || isSaid(environment)) {
      return false;
    }
    Framework framework = Framework.withHandler(handler.className());
    if (framework != null) {
      return framework.needs(Needs.START_CLASS);
    }
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        if (file.target().endsWith(".jar") && isOfSpring(file.target())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOfSpring(String target) {
    for (Framework framework : Framework.values()) {
      if (framework.needs(Needs.START_CLASS) && target.contains(framework.jar())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the handler is a framework's class that needs it, or extends one. */
  private static boolean isAskedBy(String className, TaskRoot taskRoot)
      throws LambdaImageException {
    Optional<ClassFile> type = taskRoot.find(className.replace('.', '/'));
    if (type.isEmpty()) {
      return false;
    }
    Hierarchy hierarchy = Hierarchy.of(type.get(), taskRoot);
    for (Framework framework : Framework.values()) {
      if (framework.needs(Needs.START_CLASS)) {
        for (String handler : framework.handlers()) {
          if (hierarchy.contains(handler.replace('.', '/'))) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
