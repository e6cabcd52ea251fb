package io.github.lambdaimage.it.emulator;

import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The functions of the battery, compiled.
 *
 * @param taskRoot has their classes
 * @param options of the JVM, AWS's client on the class path included
 */
public record BatteryFunction(Path taskRoot, List<String> options) {

  private static final Path SOURCES = Path.of("src/emulator/function");

  /** Compiles them to a folder. */
  public static BatteryFunction in(Path folder, RuntimeInstallation installation)
      throws IOException {
    Path taskRoot = Files.createDirectories(folder.resolve("task"));
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-d", taskRoot.toString(), "-encoding", "UTF-8"));
    arguments.addAll(List.of("-cp", installation.classPath()));
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      sources.map(Path::toString).filter(it -> it.endsWith(".java")).forEach(arguments::add);
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, System.err, System.err, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IOException("The functions of the battery do not compile");
    }
    List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    options.add("-Xmx128m");
    options.addAll(installation.options());
    return new BatteryFunction(taskRoot, options);
  }

  /** What a run's function gets where its image is not there to say it. */
  public Map<String, String> environment(BatteryRun run, BatteryGate gate) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/Functions");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "test_function");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "3008");
    variables.putAll(gate.variables());
    variables.putAll(run.variables());
    return variables;
  }
}
