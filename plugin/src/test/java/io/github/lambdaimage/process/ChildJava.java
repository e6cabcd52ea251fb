package io.github.lambdaimage.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the main method of a class of the tests in a process of its own, with their class path. */
public final class ChildJava implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ChildJava(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static ChildJava start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /**
   * The same with a command before it.
   *
   * @param before such as {@code sh -c '… exec "$0" "$@"'}
   */
  public static ChildJava start(List<String> before, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ChildJava(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public Process process() {
    return process;
  }

  /** The next line that it prints, or nothing more. */
  public String line() throws IOException {
    return String.valueOf(output.readLine());
  }

  /** Lets it go on that waits for the end of its input; waits for it. */
  public int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor();
  }

  /** Whether this process ignores a signal, and so do those that it starts: INT, TERM or HUP. */
  public static boolean ignores(String signal) throws IOException {
    int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).getOrDefault(signal, 0);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        String mask = line.substring("SigIgn:".length()).strip();
        return new BigInteger(mask, 16).testBit(number - 1);
      }
    }
    return false;
  }

  /** Sends a signal, as a shell or a process manager does, and waits for its end. */
  public void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
