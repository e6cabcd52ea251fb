package io.github.lambdaimage.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs Maven in a process of its own; unless told otherwise with the Maven and the JDK that run
 * this class.
 *
 * @param itTarget the {@code it/target} where the local repository with the plugin lies
 * @param mavenHome where {@code bin/mvn} is
 * @param environment added to that of this process
 * @param localRepository what {@code ~/.m2/repository} is to others
 * @param umask the permissions that new files do not get, as in {@code umask 077}; or nothing
 * @param as the command that runs another as somebody else; or nothing
 */
public record ChildMaven(
    Path itTarget,
    Path mavenHome,
    Map<String, String> environment,
    Path localRepository,
    String umask,
    List<String> as) {

  private static final String OPTIONS = "MAVEN_OPTS";

  /** Short builds are over before the second compiler and a parallel collector pay off. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

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

  public ChildMaven(Path itTarget) {
    this(
        itTarget,
        Path.of(System.getProperty("maven.home")),
        Map.of("JAVA_HOME", System.getProperty("java.home"), OPTIONS, quickly()),
        itTarget.resolve("local-repo"),
        "",
        List.of());
  }

  private static String quickly() {
    String ours = System.getenv(OPTIONS);
    return ours == null ? QUICK : ours + " " + QUICK;
  }

  public ChildMaven withMaven(Path home) {
    return new ChildMaven(itTarget, home, environment, localRepository, umask, as);
  }

  public ChildMaven withJava(Path home) {
    return withEnvironment("JAVA_HOME", home.toString());
  }

  /** With these options for its JVM beside those that it has. */
  public ChildMaven withMavenOptions(String options) {
    return withEnvironment(OPTIONS, environment.get(OPTIONS) + " " + options);
  }

  public ChildMaven withEnvironment(String name, String value) {
    return withEnvironment(Map.of(name, value));
  }

  public ChildMaven withEnvironment(Map<String, String> variables) {
    Map<String, String> more = new HashMap<>(environment);
    more.putAll(variables);
    return new ChildMaven(itTarget, mavenHome, Map.copyOf(more), localRepository, umask, as);
  }

  public ChildMaven withoutEnvironment(String... names) {
    Map<String, String> fewer = new HashMap<>(environment);
    fewer.keySet().removeAll(Set.of(names));
    return new ChildMaven(itTarget, mavenHome, Map.copyOf(fewer), localRepository, umask, as);
  }

  public ChildMaven withUmask(String mask) {
    return new ChildMaven(itTarget, mavenHome, environment, localRepository, mask, as);
  }

  /** As another user, who has to be able to write to the project. */
  public ChildMaven withUser(OtherUser user) {
    return new ChildMaven(itTarget, mavenHome, environment, localRepository, umask, user.command());
  }

  /**
   * With a local repository that has the same artifacts, but where the plugin's cache is empty.
   *
   * @param directory a new one, which gets a link to each directory of the usual repository
   */
  public ChildMaven withEmptyCache(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> parts = Files.list(itTarget.resolve("local-repo"))) {
      for (Path part : parts.filter(Files::isDirectory).toList()) {
        // Neither our cache nor the locks of Maven 4, which another user may not take.
        if (!String.valueOf(part.getFileName()).startsWith(".")) {
          Files.createSymbolicLink(directory.resolve(part.getFileName()), part);
        }
      }
    }
    return new ChildMaven(itTarget, mavenHome, environment, directory, umask, as);
  }

  /** Runs goals and options in a project; hands every line of the log on as it comes. */
  public Result run(Path project, List<String> arguments, Consumer<String> lines)
      throws IOException {
    Process process = start(project, arguments);
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

  /**
   * Runs goals and options in a project, as in {@code mvn … | program}.
   *
   * @return what the program would read: the standard output alone, byte for byte
   */
  public byte[] output(Path project, List<String> arguments) throws IOException {
    return ScriptTurn.pausing(() -> outputOf(project, arguments));
  }

  private byte[] outputOf(Path project, List<String> arguments) throws IOException {
    Path errors = Files.createTempFile("maven", ".err");
    Process process = builder(project, arguments).redirectError(errors.toFile()).start();
    byte[] output = process.getInputStream().readAllBytes();
    int exitCode = process.onExit().join().exitValue();
    String said = Files.readString(errors, UTF_8);
    Files.delete(errors);
    if (exitCode != 0) {
      throw new IOException(
          "Maven ended with %s: %s%s".formatted(exitCode, new String(output, UTF_8), said));
    }
    return output;
  }

  /** Starts goals and options in a project; the process's output is for the caller to read. */
  public Process start(Path project, List<String> arguments) throws IOException {
    return builder(project, arguments).redirectErrorStream(true).start();
  }

  /** Whether nothing but the environment sets it apart from the Maven that runs this class. */
  boolean isOrdinary() {
    return as.isEmpty()
        && umask.isEmpty()
        && mavenHome.equals(Path.of(System.getProperty("maven.home")))
        && System.getProperty("java.home").equals(environment.get("JAVA_HOME"));
  }

  /** One that stays, for builds in this directory. */
  ResidentMaven resident(Path project) throws IOException {
    return ResidentMaven.start(
        builder(project, List.of()), mavenHome, environment.getOrDefault(OPTIONS, ""));
  }

  /** What Maven gets beside these. */
  List<String> arguments(List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add("-B");
    all.add("-ntp");
    all.add("-gs");
    all.add(itTarget.resolve("it-settings/settings.xml").toString());
    all.add("-Dmaven.repo.local=" + localRepository);
    all.addAll(arguments);
    return all;
  }

  private ProcessBuilder builder(Path project, List<String> arguments) {
    List<String> command = new ArrayList<>(as);
    if (!umask.isEmpty()) {
      command.addAll(List.of("sh", "-c", "umask " + umask + "; exec \"$0\" \"$@\""));
    }
    command.add(program());
    command.addAll(arguments(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().keySet().removeIf(ChildMaven::isOnlyForThisProcess);
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * The variables of the Maven that runs this class name its own project and place; those of AWS
   * the account of whoever runs it.
   */
  private static boolean isOnlyForThisProcess(String variable) {
    return variable.startsWith("MAVEN_PROJECT")
        || variable.equals("MAVEN_HOME")
        || variable.startsWith("AWS_");
  }

  private String program() {
    String script = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    return mavenHome.resolve("bin").resolve(script).toString();
  }
}
