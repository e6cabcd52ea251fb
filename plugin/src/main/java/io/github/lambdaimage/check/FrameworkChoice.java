package io.github.lambdaimage.check;

import io.github.lambdaimage.check.Framework.Needs;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The handler of a function without a configured one, including those of frameworks. */
public final class FrameworkChoice {

  private FrameworkChoice() {}

  /**
   * The possible handlers: the project's own, and if there is none, a framework's. Quarkus comes
   * first: it calls the project's own class, in which nothing would be injected without it.
   *
   * @param own the project's classes that can be the handler
   * @param isFunction whether it is known that the function has a handler; a module that only uses
   *     a framework may be a library
   * @throws LambdaImageException when a class or a jar cannot be read
   */
  public static HandlerChoice of(List<FunctionLayer> layers, List<String> own, boolean isFunction)
      throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      FrameworkHandlers frameworks = new FrameworkHandlers(taskRoot);
      List<String> generating = frameworks.needing(Needs.GENERATED_CLASSES);
      if (!generating.isEmpty()) {
        return isFunction
                || !own.isEmpty()
                || taskRoot.isOwn(Framework.QUARKUS_APPLICATION)
                // Quarkus creates instances itself, with any constructor.
                || !new HandlerCandidates(taskRoot).meant().isEmpty()
            ? HandlerChoice.of(generating)
            : HandlerChoice.onlyIfSaid(generating);
      }
      if (!own.isEmpty()) {
        return HandlerChoice.of(own);
      }
      if (isFunction) {
        List<String> all = frameworks.all();
        return HandlerChoice.of(all.isEmpty() ? new HandlerCandidates(taskRoot).meant() : all);
      }
      List<String> starting = frameworks.needing(Needs.START_CLASS);
      return starting.isEmpty() || new StartClassSearch(taskRoot).ofBuild().isEmpty()
          ? HandlerChoice.onlyIfSaid(frameworks.all())
          : HandlerChoice.of(starting);
    }
  }

  /**
   * The possible handlers of a module without classes, judging by the names of its dependencies.
   */
  public static HandlerChoice ofNames(Collection<String> artifactIds) {
    List<String> possible = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      for (String artifactId : artifactIds) {
        if (artifactId.startsWith(framework.jar())) {
          possible.addAll(framework.handlers());
          break;
        }
      }
    }
    return HandlerChoice.onlyIfSaid(possible);
  }

  /** Why a handler was chosen, to log after its name. */
  public static String reason(String className) {
    Framework framework = Framework.withHandler(className);
    return framework == null
        ? ", the only class that can be it"
        : ", which calls the project's classes for " + framework;
  }
}
