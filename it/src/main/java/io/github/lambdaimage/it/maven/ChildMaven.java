package io.github.lambdaimage.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs Maven in a process of its own, with the Maven and the JDK that run this class.
 *
 * @param itTarget the {@code it/target} where the local repository with the plugin lies
 */
public record ChildMaven(Path itTarget) {

  /** What a build printed, and whether it succeeded. */
  public record Result(int exitCode, List<String> log) {

    public boolean isSuccess() {
      return exitCode == 0;
    }

    /** Whether a line of the log contains this text. */
    public boolean says(String text) {
      return log.stream().anyMatch(line -> line.contains(text));
    }
  }

  /** Runs goals and options in a project; hands every line of the log on as it comes. */
  public Result run(Path project, List<String> arguments, Consumer<String> lines)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.add("-B");
    command.add("-ntp");
    command.add("-gs");
    command.add(itTarget.resolve("it-settings/settings.xml").toString());
    command.add("-Dmaven.repo.local=" + itTarget.resolve("local-repo"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // The variables of the Maven that runs this class name its own project.
    builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_PROJECT"));
    Process process = builder.redirectErrorStream(true).start();
    List<String> log = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line; (line = output.readLine()) != null; ) {
        log.add(line);
        lines.accept(line);
      }
    }
    return new Result(process.onExit().join().exitValue(), List.copyOf(log));
  }

  private static String program() {
    String script = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    return Path.of(System.getProperty("maven.home"), "bin", script).toString();
  }
}
