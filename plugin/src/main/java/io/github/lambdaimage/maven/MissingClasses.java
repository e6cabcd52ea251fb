package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A function of which nothing was compiled, though it needs something. */
final class MissingClasses {

  private MissingClasses() {}

  /**
   * Refuses it, unless its handler is in a jar or it brings a runtime of its own.
   *
   * @param classes where the compiler puts them
   */
  static void refuse(List<FunctionLayer> layers, Handler handler, Path classes)
      throws LambdaImageException {
    if (!isThere(layers) && !FunctionChecks.hasClass(layers, handler)) {
      throw new LambdaImageException(
          "No classes in '%s'%s. Compile first (a goal that is bound in <executions> must come after the phase 'compile'), or configure the plugin in the module that holds the handler."
              .formatted(classes, Files.isDirectory(classes) ? "" : ", which does not exist"));
    }
  }

  private static boolean isThere(List<FunctionLayer> layers) {
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        if (file.dependency() == null && (file.target().endsWith(".class") || file.isBootstrap())) {
          return true;
        }
      }
    }
    return false;
  }
}
