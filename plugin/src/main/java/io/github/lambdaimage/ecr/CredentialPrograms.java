package io.github.lambdaimage.ecr;

import io.github.lambdaimage.process.ProcessTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * The programs that the SDK runs to get credentials. It keeps the processes to itself, so they are
 * recognised by their start time and by the profiles' commands: Maven has other children, such as
 * those that run tests.
 *
 * @param profiles that may have a {@code credential_process}
 * @param since when the SDK was asked
 */
record CredentialPrograms(Supplier<ProfileFile> profiles, Instant since) {

  /** Linux counts from the machine's start, which is known to the second. */
  private static final Duration INACCURACY = Duration.ofSeconds(2);

  /** Kills them, with everything they started. */
  void kill() {
    List<String> commands = commands();
    ProcessHandle.current()
        .children()
        .filter(this::isNew)
        .filter(child -> commands.stream().anyMatch(command -> runs(child, command)))
        .toList()
        .forEach(ProcessTree::kill);
  }

  private List<String> commands() {
    return profiles.get().profiles().values().stream()
        .flatMap(it -> it.property(ProfileProperty.CREDENTIAL_PROCESS).stream())
        .toList();
  }

  private boolean isNew(ProcessHandle child) {
    Optional<Instant> start = child.info().startInstant();
    return start.isPresent() && !start.get().isBefore(since.minus(INACCURACY));
  }

  /**
   * Whether a child runs the command: it is a shell with the command as its argument, or the
   * program itself.
   */
  private static boolean runs(ProcessHandle child, String command) {
    return Stream.concat(Stream.of(child), child.descendants())
        .anyMatch(process -> isNamed(process.info(), command));
  }

  /**
   * Whether it is the command: a script is its interpreter's first argument. Windows does not tell
   * arguments.
   */
  private static boolean isNamed(ProcessHandle.Info info, String command) {
    String[] arguments = info.arguments().orElse(new String[0]);
    if (Arrays.asList(arguments).contains(command)) {
      return true;
    }
    List<String> words =
        Stream.of(command.split("[\\s\"';|&]+", -1)).map(CredentialPrograms::program).toList();
    return Stream.concat(info.command().stream(), Stream.of(arguments).limit(1))
        .map(CredentialPrograms::program)
        .anyMatch(program -> program.length() > 1 && words.contains(program));
  }

  private static String program(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.endsWith(".exe") ? name.substring(0, name.length() - ".exe".length()) : name;
  }
}
