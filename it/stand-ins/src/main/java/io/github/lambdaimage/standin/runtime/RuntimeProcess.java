package io.github.lambdaimage.standin.runtime;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A running client, with the files that it needs and what it prints. */
record RuntimeProcess(Process process, Path files) implements AutoCloseable {

  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /**
   * Starts it as AWS's base images do.
   *
   * @param api the address of the Runtime API
   */
  static RuntimeProcess start(
      Path javaHome, List<String> options, Path taskRoot, String handler, String api)
      throws IOException {
    Path files = Files.createTempDirectory("runtime-client");
    // A file, since the JVM that runs this class may not know UTF-8 for a command line.
    Files.writeString(
        arguments(files), String.join("\n", quoted(options), MAIN, quoted(List.of(handler))));
    ProcessBuilder builder =
        new ProcessBuilder(javaHome.resolve("bin/java").toString(), "@" + arguments(files))
            .directory(taskRoot.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(files).toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(taskRoot, handler, api));
    return new RuntimeProcess(builder.start(), files);
  }

  /** What it has printed. */
  String log() throws IOException {
    return Files.readString(log(files));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(log(files));
    Files.deleteIfExists(arguments(files));
    Files.delete(files);
  }

  private static Path arguments(Path files) {
    return files.resolve("arguments");
  }

  private static Path log(Path files) {
    return files.resolve("log");
  }

  private static String quoted(List<String> arguments) {
    return arguments.stream()
        .map(argument -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(joining("\n"));
  }

  private static Map<String, String> environment(Path taskRoot, String handler, String api) {
    return Map.of(
        "LC_ALL", "C.UTF-8",
        "AWS_LAMBDA_RUNTIME_API", api,
        "_HANDLER", handler,
        "LAMBDA_TASK_ROOT", taskRoot.toString(),
        "AWS_LAMBDA_FUNCTION_NAME", "handlers",
        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/handlers",
        "AWS_LAMBDA_LOG_STREAM_NAME", "handlers",
        "AWS_REGION", "eu-central-1");
  }
}
