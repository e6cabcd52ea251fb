package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.function.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that runs containers.
 *
 * @param program docker, podman, finch or nerdctl
 */
record ContainerEngine(Path program) {

  /** In the order in which they are looked for. */
  static final List<String> NAMES = List.of("docker", "podman", "finch", "nerdctl");

  /**
   * The first engine that is there.
   *
   * @param variables of the host, for its {@code PATH}
   */
  static Optional<ContainerEngine> find(Map<String, String> variables) {
    List<String> directories =
        List.of(variables.getOrDefault("PATH", "").split(File.pathSeparator, -1));
    for (String name : NAMES) {
      for (String directory : directories) {
        for (String file : List.of(name, name + ".exe")) {
          Path program = Path.of(directory).resolve(file);
          if (!directory.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
            return Optional.of(new ContainerEngine(program));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A command line of this engine. */
  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /**
   * Runs a command to its end.
   *
   * @throws LambdaImageException when it fails, with what it printed
   */
  void run(String... arguments) throws LambdaImageException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command(List.of(arguments))).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new LambdaImageException(
            "'%s %s' failed: %s. See that the engine runs."
                .formatted(program, String.join(" ", arguments), output));
      }
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be run: %s. See that the engine is installed."
              .formatted(program, Reason.of(e)),
          e);
    }
  }
}
