package io.github.lambdaimage.check;

import io.github.lambdaimage.check.Framework.Needs;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The handlers of frameworks that are among a function's classes. A jar is opened only where its
 * name says that it may be a framework's: each build without a {@code <handler>} asks.
 */
final class FrameworkHandlers {

  private final TaskRoot taskRoot;

  FrameworkHandlers(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  /** Those of all frameworks, as a handler is written. */
  List<String> all() throws LambdaImageException {
    List<String> handlers = new ArrayList<>();
    for (Framework framework : Framework.values()) {
      handlers.addAll(of(framework));
    }
    return handlers;
  }

  /** Those of frameworks whose handlers have this need. */
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
