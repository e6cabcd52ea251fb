package io.github.lambdaimage.engine;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.ProgramRun;
import io.github.lambdaimage.process.ProgramRun.Outcome;
import io.github.lambdaimage.process.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A container engine on this machine.
 *
 * @param name as users type it: {@code podman}, or a path if they gave one
 * @param program the file to start
 * @param timeouts how long to wait for it
 */
public record ContainerEngine(String name, Path program, Timeouts timeouts) {

  /** The engines that are looked for, in this order. */
  public static final List<String> KNOWN = List.of("docker", "podman", "finch", "nerdctl");

  /** An engine with the usual timeouts. */
  public ContainerEngine(String name, Path program) {
    this(name, program, Timeouts.STANDARD);
  }

  /** The engines on the path, in the order docker, podman, finch, nerdctl. */
  public static List<ContainerEngine> all(Map<String, String> environment) {
    SearchPath path = SearchPath.of(environment);
    return KNOWN.stream()
        .flatMap(name -> path.find(name).stream().map(it -> new ContainerEngine(name, it)))
        .toList();
  }

  /** The first of them. */
  public static Optional<ContainerEngine> find(Map<String, String> environment) {
    return all(environment).stream().findFirst();
  }

  /** Whether it works: Docker's program may exist without a daemon. */
  public boolean works() {
    try {
      var unused = run(List.of("version"));
      return true;
    } catch (LambdaImageException e) {
      return false;
    }
  }

  /**
   * The engine to use.
   *
   * @param wanted name or path of an engine; {@code null} for the first one on the path
   * @param environment with the {@code PATH}
   * @throws LambdaImageException when it does not exist
   */
  public static ContainerEngine of(@Nullable String wanted, Map<String, String> environment)
      throws LambdaImageException {
    if (wanted == null) {
      return find(environment)
          .orElseThrow(
              () ->
                  new LambdaImageException(
                      "There is no container engine on the PATH: none of %s was found. Install one, or name the one that you have with -Dlambda-image.engine=<name or path>."
                          .formatted(String.join(", ", KNOWN))));
    }
    return new ContainerEngine(
        wanted,
        SearchPath.of(environment)
            .find(wanted)
            .orElseThrow(
                () ->
                    new LambdaImageException(
                        "<engine> '%s' is not a program %s. Name one of %s, or the path of a program that takes the same arguments."
                            .formatted(
                                wanted,
                                SearchPath.isPath(wanted) ? "at this path" : "on the PATH",
                                String.join(", ", KNOWN)))));
  }

  /**
   * Loads an archive with one image.
   *
   * @param names {@code repository:tag}s for the image, the first of which is in the archive; at
   *     least one
   * @throws LambdaImageException with the engine's output, if it fails
   */
  public LoadedImage load(Path archive, List<String> names, Architecture architecture)
      throws LambdaImageException {
    List<String> arguments = new ArrayList<>(List.of("load", "-i", archive.toString()));
    if (ofContainerd()) {
      // Otherwise it accepts only the machine's own platform.
      arguments.addAll(List.of("--platform", platform(architecture)));
    }
    String said = run(arguments, timeouts.load());
    // From an OCI archive, most engines take only the first name.
    for (String name : names.subList(1, names.size())) {
      run(List.of("tag", names.get(0), name));
    }
    return new LoadedImage(this, List.copyOf(names), architecture, said);
  }

  /** Docker's name of a platform: {@code linux/arm64}. */
  public static String platform(Architecture architecture) {
    return "linux/" + architecture.ociName();
  }

  /** The command that starts the engine with these arguments, for {@link ProcessBuilder}. */
  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Whether it has the options that only podman has. */
  public boolean isPodman() {
    return String.valueOf(program.getFileName()).startsWith("podman");
  }

  private boolean ofContainerd() {
    String file = String.valueOf(program.getFileName());
    return file.startsWith("nerdctl") || file.startsWith("finch");
  }

  /** Runs a command to its end, and ignores failures. */
  void attempt(List<String> arguments) {
    try {
      var unused = run(arguments);
    } catch (LambdaImageException e) {
      // What it should remove is gone, or the next run tries again.
    }
  }

  /**
   * Runs a command to its end.
   *
   * @return what it printed
   * @throws LambdaImageException with its output, if it fails, or when it does not end
   */
  public String run(List<String> arguments) throws LambdaImageException {
    return run(arguments, timeouts.command());
  }

  private String run(List<String> arguments, Duration deadline) throws LambdaImageException {
    try {
      // Nobody can answer a question.
      Outcome outcome =
          new ProgramRun(command(arguments), Map.of(), deadline)
              .run("", ProgramRun.Errors.AMONG_THE_OUTPUT);
      String said = outcome.output().strip();
      if (outcome.status() != 0) {
        throw new LambdaImageException(
            "'%s %s' failed with status %s: %s\nIf '%s' is not running or not the engine you want, start it, or name another with -Dlambda-image.engine=<name or path>."
                .formatted(
                    name,
                    String.join(" ", arguments),
                    outcome.status(),
                    said.isEmpty() ? "no reason given" : said,
                    name));
      }
      return said;
    } catch (TimeoutException e) {
      throw new LambdaImageException(
          "'%s %s' did not end within %s s and was killed. See whether '%s' works at all ('%s ps'), or name another engine with -Dlambda-image.engine=<name or path>."
              .formatted(name, String.join(" ", arguments), deadline.toSeconds(), name, name),
          e);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' could not be started: %s. Repair it, or name another engine with -Dlambda-image.engine=<name or path>."
              .formatted(program, FailureReason.of(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException(
          "'%s %s' was interrupted.".formatted(name, arguments.get(0)), e);
    }
  }
}
