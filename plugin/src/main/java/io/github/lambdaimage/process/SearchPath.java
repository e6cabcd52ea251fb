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

  /** Whether a program is named by its path, and so not to be looked for. */
  public static boolean isPath(String program) {
    return program.contains("/") || program.contains(File.separator);
  }

  /** The file of a program, if there is one that may be executed. */
  public Optional<Path> find(String program) {
    Stream<String> names =
        isPath(program)
            ? Stream.of(program)
            : directories.stream().map(directory -> directory + File.separator + program);
    return names
        // Windows looks for "docker" under these names.
        .flatMap(name -> Stream.of(name, name + ".exe", name + ".cmd"))
        .flatMap(name -> program(name).stream())
        .findFirst();
  }

  /** A path from elsewhere may hold anything. */
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
