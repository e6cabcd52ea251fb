package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.LambdaImageException;
import java.util.ArrayList;
import java.util.List;

/** Looks a function over before it becomes an image. */
public final class FunctionChecks {

  private FunctionChecks() {}

  /**
   * What is wrong with a function, of all that is to be checked.
   *
   * @throws LambdaImageException when a class or a jar cannot be read
   */
  public static List<Finding> run(Handler handler, List<FunctionLayer> layers, CheckLevels levels)
      throws LambdaImageException {
    List<Finding> findings = new ArrayList<>();
    Level level = levels.of(Check.HANDLER);
    // A custom runtime reads the handler in a way of its own.
    if (level != Level.OFF && !hasBootstrap(layers)) {
      try (TaskRoot taskRoot = TaskRoot.of(layers)) {
        new HandlerCheck(taskRoot)
            .problem(handler)
            .ifPresent(message -> findings.add(new Finding(Check.HANDLER, level, message)));
      }
    }
    return findings;
  }

  /**
   * The project's classes that can be the handler: public, concrete, and of one of Lambda's
   * interfaces, directly or not.
   *
   * @throws LambdaImageException when a class or a jar cannot be read
   */
  public static List<String> handlers(List<FunctionLayer> layers) throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      return new HandlerCandidates(taskRoot).implementations();
    }
  }

  private static boolean hasBootstrap(List<FunctionLayer> layers) {
    return layers.stream()
        .flatMap(layer -> layer.files().stream())
        .anyMatch(file -> file.target().endsWith("/bootstrap"));
  }
}
