package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.FrameworkChoice;
import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.check.HandlerChoice;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;

/**
 * What can be the handler of a function without a configured one: a class, or else the function's
 * own runtime.
 *
 * @param compiled internal names of the project's classes
 */
record HandlerSearch(SortedSet<String> compiled) {

  private static final String CLASS = ".class";

  /**
   * A search for a project.
   *
   * @param classes where the compiler puts its classes
   */
  static HandlerSearch of(Path classes) throws LambdaImageException {
    SortedSet<String> compiled = new TreeSet<>();
    for (String file : FileTree.list(classes).keySet()) {
      if (file.endsWith(CLASS)) {
        compiled.add(file.substring(0, file.length() - CLASS.length()));
      }
    }
    return new HandlerSearch(compiled);
  }

  boolean hasClasses() {
    return !compiled.isEmpty();
  }

  /** Candidates among the function's own classes. */
  static List<String> in(List<FunctionLayer> layers) throws LambdaImageException {
    List<String> found = FunctionChecks.handlers(layers);
    return found.isEmpty() ? runtime(layers) : found;
  }

  /**
   * Candidates in packed content. A shaded jar has handlers of libraries too: those of the project
   * come first, in whichever jar they are.
   */
  List<String> inContent(List<FunctionLayer> layers) throws LambdaImageException {
    List<String> found = FunctionChecks.handlersAmong(layers, compiled);
    return found.isEmpty() ? in(layers) : found;
  }

  /**
   * Whether the project's own classes show that it is a library, before anything is packed.
   *
   * @param notPacked the layers of those classes
   */
  boolean isLibrary(List<FunctionLayer> notPacked) throws LambdaImageException {
    return hasClasses() && in(notPacked).isEmpty();
  }

  /**
   * Candidates if there are no classes: the function's own runtime, or handlers of its
   * dependencies.
   */
  static HandlerChoice withoutClasses(List<ExtraFiles> extraFiles, MavenProject project)
      throws LambdaImageException {
    List<String> found = amongExtraFiles(extraFiles);
    return found.isEmpty()
        ? FrameworkChoice.ofNames(
            project.getDependencies().stream().map(Dependency::getArtifactId).toList())
        : HandlerChoice.of(found);
  }

  static List<String> amongExtraFiles(List<ExtraFiles> extraFiles) throws LambdaImageException {
    return FunctionContents.bringRuntime(extraFiles)
        ? List.of(Handler.OF_BOOTSTRAP.value())
        : List.of();
  }

  /** Whether one of these names is that of a class of the project. */
  boolean hasAny(List<String> names) {
    return names.stream().anyMatch(name -> compiled.contains(name.replace('.', '/')));
  }

  /** Whether there is a runtime among files that are not classes. */
  static List<String> runtimeAmong(List<FunctionFile> files) {
    return files.stream().anyMatch(FunctionFile::isRuntime)
        ? List.of(Handler.OF_BOOTSTRAP.value())
        : List.of();
  }

  /** How it was found, to log after its name. */
  static String reason(Handler handler) {
    return handler.equals(Handler.OF_BOOTSTRAP)
        ? ", the runtime that the function brings"
        : FrameworkChoice.reason(handler.className());
  }

  private static List<String> runtime(List<FunctionLayer> layers) {
    return runtimeAmong(layers.stream().flatMap(layer -> layer.files().stream()).toList());
  }
}
