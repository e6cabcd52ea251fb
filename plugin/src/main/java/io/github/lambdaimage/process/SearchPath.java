package io.github.lambdaimage.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where programs are: the directories of {@code PATH}, in order. */
public record SearchPath(List<String> directories) {

  public static SearchPath of(Map<String, String> environment) {
    return new SearchPath(
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(environment.getOrDefault("PATH", ""))
            .filter(it -> !it.isBlank())
            .toList());
  }

  /** Whether a program is given by its path, so that the search path is not used. */
  public static boolean isPath(String program) {
    return program.contains("/") || program.contains(File.separator);
  }

  /** The executable file of a program, if there is one. */
  public Optional<Path> find(String program) {
    Stream<String> names =
        isPath(program)
            ? Stream.of(program)
            : directories.stream().map(directory -> directory + File.separator + program);
    return names
        .flatMap(name -> spellings(name, File.separatorChar).stream())
        .flatMap(name -> program(name).stream())
        .findFirst();
  }

  /**
   * The file names that a program may have. On Windows, a file without an extension is not a
   * program: Docker Desktop has a script for Linux beside its {@code docker.exe}, and every file
   * there counts as executable.
   */
  static List<String> spellings(String name, char separator) {
    if (separator != '\\') {
      return List.of(name);
    }
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(separator)) + 1);
    return file.contains(".")
        ? List.of(name, name + ".exe", name + ".cmd")
        : List.of(name + ".exe", name + ".cmd");
  }

  /** The path of a name from elsewhere, which may be invalid. */
  private static Optional<Path> program(String name) {
    try {
      Path file = Path.of(name).toAbsolutePath();
      return Files.isRegularFile(file) && Files.isExecutable(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
