package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The program that starts in the image: the base's own, or another one.
 *
 * @param command the program with its arguments; empty for the base's own
 */
public record Entrypoint(List<String> command) {

  /** The entrypoint of AWS's bases, whose only argument is the handler. */
  private static final String OF_AWS = "/lambda-entrypoint.sh";

  /** The base's own entrypoint. */
  public static final Entrypoint OF_BASE = new Entrypoint(List.of());

  /**
   * Checks an {@code <entrypoint>}.
   *
   * @param command empty for the base's own
   * @throws LambdaImageException when Lambda would not start the program
   */
  public static Entrypoint of(List<String> command) throws LambdaImageException {
    if (command.isEmpty()) {
      return OF_BASE;
    }
    String program = command.get(0);
    if (!program.startsWith("/") || Arrays.asList(program.split("/", -1)).contains("..")) {
      throw new LambdaImageException(
          "<entrypoint> begins with '%s', and Lambda starts an absolute path only. Write the program as a path in the image, such as '/var/lang/bin/java', and each argument as an element of its own."
              .formatted(program));
    }
    return new Entrypoint(List.copyOf(command));
  }

  /** Whether it replaces the base's. */
  public boolean isOwn() {
    return !command.isEmpty();
  }

  /** The path of the program; only if it replaces the base's. */
  public String program() {
    return command.get(0);
  }

  /** Whether it calls the handler, as far as this can be told. */
  public boolean callsHandler() {
    return command.isEmpty() || namesRuntimeClient() || program().equals(OF_AWS);
  }

  /** The handler, if the command itself names it: then it is not added as an argument. */
  public Optional<String> handler() {
    int client = command.indexOf(LambdaJava.RUNTIME_CLIENT);
    int named = client < 0 ? command.indexOf(OF_AWS) + 1 : client + 1;
    return named > 0 && named < command.size() ? Optional.of(command.get(named)) : Optional.empty();
  }

  /** Whether it starts AWS's runtime interface client. */
  public boolean namesRuntimeClient() {
    return command.contains(LambdaJava.RUNTIME_CLIENT);
  }
}
