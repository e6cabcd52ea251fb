package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses a function that needs classes when nothing was compiled. */
final class MissingClasses {

  /** Options of Java that are followed by paths. */
  private static final List<String> CLASS_PATHS =
      List.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "-jar");

  private MissingClasses() {}

  /**
   * Refuses it, unless its handler is in a jar or it has a runtime of its own.
   *
   * @param entrypoint which may start something else
   * @param classes the compiler's output directory
   */
  static void refuse(
      List<FunctionLayer> layers, Handler handler, Entrypoint entrypoint, Path classes)
      throws LambdaImageException {
    if (isThere(layers)) {
      return;
    }
    boolean starts =
        entrypoint.callsHandler()
            ? FunctionChecks.hasClass(layers, handler)
            : mayBeOfBase(entrypoint) || FunctionChecks.hasAny(layers, entrypoint.command());
    if (!starts) {
      throw new LambdaImageException(
          "No classes in '%s'%s. Compile first (a goal that is bound in <executions> must come after the phase 'compile'), or configure the plugin in the module that holds the handler."
              .formatted(classes, Files.isDirectory(classes) ? "" : ", which does not exist"));
    }
  }

  /**
   * Whether the base may have the program that is started: a Java's class path says where its
   * classes are.
   */
  private static boolean mayBeOfBase(Entrypoint entrypoint) {
    List<String> command = entrypoint.command();
    if (!entrypoint.program().endsWith("/java")) {
      return true;
    }
    for (int i = 1; i < command.size(); i++) {
      if (CLASS_PATHS.contains(command.get(i - 1))) {
        for (String path : command.get(i).split(":", -1)) {
          if (path.startsWith("/") && !(path + "/").startsWith(FunctionFile.TASK_ROOT + "/")) {
            return true;
          }
        }
      }
    }
    return false;
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
