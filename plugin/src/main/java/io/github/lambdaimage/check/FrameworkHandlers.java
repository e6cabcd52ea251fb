package io.github.lambdaimage.check;

import io.github.lambdaimage.check.Framework.Needs;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The handlers of frameworks among a function's classes. A jar is opened only if its name may be
 * that of a framework: each build without a {@code <handler>} asks.
 */
final class FrameworkHandlers {

  private final TaskRoot taskRoot;

  FrameworkHandlers(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  /** The handlers of all frameworks, as written in {@code <handler>}. */
  List<String> all() throws LambdaImageException {
    List<String> handlers = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      handlers.addAll(of(framework));
    }
    return handlers;
  }

  /** The handlers of frameworks with this need. */
  List<String> needing(Needs need) throws LambdaImageException {
    List<String> handlers = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      if (framework.needs(need)) {
        handlers.addAll(of(framework));
      }
    }
    return handlers;
  }

  private List<String> of(Framework framework) throws LambdaImageException {
    List<String> handlers = new ArrayList<>();
    for (String handler : framework.handlers()) {
      String name = handler.replace('.', '/');
      if (taskRoot.mayHave(name, framework.jar()) && taskRoot.find(name).isPresent()) {
        handlers.add(handler);
      }
    }
    return handlers;
  }
}
