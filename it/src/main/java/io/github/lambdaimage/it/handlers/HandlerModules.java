package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles the folders of {@code src/handlers}. */
final class HandlerModules {

  /** Has a class that another module has too. */
  private static final String TWIN = "other";

  /** For a Java that nothing here runs on. */
  private static final String NEWER = "newer";

  private HandlerModules() {}

  /**
   * Compiles all modules, which may use each other.
   *
   * @param scratch a folder for temporary files
   * @return for each module the class files by their path, such as {@code com/example/A.class}
   */
  static Map<String, Map<String, byte[]>> compile(Path folder, String classPath, Path scratch)
      throws IOException {
    Compiler compiler = new Compiler(folder, classPath);
    SortedMap<String, Map<String, byte[]>> modules = new TreeMap<>();
    modules.putAll(
        compiler.compile(sources(folder).filter(file -> !isTwin(folder, file)).toList()));
    modules.putAll(compiler.compile(sources(folder.resolve(TWIN)).toList()));
    modules.computeIfPresent(
        NEWER, (module, classes) -> NewerJava.compile(folder.resolve(module), classes, scratch));
    return modules;
  }

  private static boolean isTwin(Path folder, Path source) {
    return source.startsWith(folder.resolve(TWIN));
  }

  private static Stream<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      return sources.stream();
    }
  }
}
