package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS's runtime interface client in a process. */
final class RuntimeProcess implements AutoCloseable {

  private static final Pattern PEAK_MEMORY = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final long KILOBYTE = 1024;
  private static final Duration LONGEST_OUTPUT = Duration.ofSeconds(1);

  private final Process process;
  private final Path arguments;
  private final Thread output;

  private RuntimeProcess(Process process, Path arguments, Thread output) {
    this.process = process;
    this.arguments = arguments;
    this.output = output;
  }

  /**
   * Starts it as AWS's base images do.
   *
   * @param api the address of the Runtime API
   * @param lines takes each line that the function or its JVM prints, on a thread of its own
   */
  static RuntimeProcess start(Launch launch, String api, Consumer<String> lines)
      throws IOException {
    // In a file, since this JVM may not know how to write every letter on a command line.
    Path arguments = Files.createTempFile("lambda-image-", ".arguments");
    try {
      Files.writeString(
          arguments,
          quoted(launch.options())
              + "\n"
              + LambdaJava.RUNTIME_CLIENT
              + "\n"
              + quoted(launch.handler()));
      ProcessBuilder builder =
          new ProcessBuilder(launch.java().toString(), "@" + arguments)
              .directory(launch.taskRoot().toFile())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(launch.environment());
      builder.environment().put("_HANDLER", launch.handler());
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
      Process process = builder.start();
      process.getOutputStream().close();
      return new RuntimeProcess(
          process, arguments, OutputPump.start(process.getInputStream(), lines));
    } catch (IOException e) {
      Files.deleteIfExists(arguments);
      throw e;
    }
  }

  /**
   * When it has ended, and what it printed has been handed on: that tells why. Who still holds its
   * output open is waited for a moment only.
   */
  CompletableFuture<Process> onExit() {
    return process
        .onExit()
        .thenApplyAsync(
            ended -> {
              awaitOutput();
              return ended;
            });
  }

  /** Only for one that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** The most memory that the process has had, in bytes; 0 where Linux does not tell. */
  long peakMemory() {
    try {
      Matcher matcher =
          PEAK_MEMORY.matcher(
              Files.readString(Path.of("/proc/" + process.pid() + "/status"), UTF_8));
      return matcher.find() ? Long.parseLong(matcher.group(1)) * KILOBYTE : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Kills it and all that it started, and hands on what they still had to say. */
  @Override
  public void close() {
    ProcessTree.kill(process);
    awaitOutput();
    try {
      Files.deleteIfExists(arguments);
    } catch (IOException e) {
      arguments.toFile().deleteOnExit();
    }
  }

  private void awaitOutput() {
    try {
      output.join(LONGEST_OUTPUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String quoted(List<String> arguments) {
    return arguments.stream().map(RuntimeProcess::quoted).collect(joining("\n"));
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
