package io.github.lambdaimage.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Maven that runs build after build in one process, each as {@code bin/mvn} would, in a fifth of
 * the processor time: its JVM has seen all of it before.
 */
final class ResidentMaven implements AutoCloseable {

  private static final long SECONDS_TO_END = 30;

  private final Process process;
  private final DataOutputStream runs;
  private final BufferedReader output;
  private final String mark;

  private ResidentMaven(Process process, String mark) {
    this.process = process;
    this.mark = mark;
    this.runs = new DataOutputStream(process.getOutputStream());
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Whether a Maven is one of version 3, whose entrance {@link MavenServer} knows. Not on Windows,
   * where nothing can be deleted that a process has open.
   */
  static boolean knows(Path mavenHome) throws IOException {
    Path worlds = worlds(mavenHome);
    return File.separatorChar == '/'
        && Files.exists(worlds)
        && Files.readString(worlds).contains("org.apache.maven.cli.MavenCli");
  }

  /**
   * Starts it.
   *
   * @param builder with the environment and the directory of its builds; gets the command
   */
  static ResidentMaven start(ProcessBuilder builder, Path mavenHome, String options)
      throws IOException {
    String mark = "Maven ended " + UUID.randomUUID() + " ";
    Path directory = builder.directory().toPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(options.split("\\s+")).filter(option -> !option.isEmpty()).forEach(command::add);
    command.add("-Dclassworlds.conf=" + worlds(mavenHome));
    command.add("-Dmaven.home=" + mavenHome);
    command.add("-Dlibrary.jansi.path=" + mavenHome.resolve("lib/jansi-native"));
    command.add("-Dmaven.multiModuleProjectDirectory=" + root(directory));
    command.add("-classpath");
    command.add(classWorlds(mavenHome) + System.getProperty("path.separator") + ownClasses());
    command.add(MavenServer.class.getName());
    command.add(mark);
    return new ResidentMaven(builder.command(command).redirectErrorStream(true).start(), mark);
  }

  private static Path worlds(Path mavenHome) {
    return mavenHome.resolve("bin/m2.conf");
  }

  private static Path classWorlds(Path mavenHome) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(mavenHome.resolve("boot"), "plexus-classworlds-*.jar")) {
      return jars.iterator().next();
    }
  }

  private static Path ownClasses() throws IOException {
    try {
      return Path.of(MavenServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** As {@code bin/mvn} finds it. */
  private static Path root(Path directory) {
    for (Path folder = directory; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    return directory;
  }

  /** Runs goals and options; hands every line of the log on as it comes. */
  ChildMaven.Result run(List<String> arguments, Consumer<String> lines) throws IOException {
    runs.writeInt(arguments.size());
    for (String argument : arguments) {
      runs.writeUTF(argument);
    }
    runs.flush();
    List<String> log = new ArrayList<>();
    for (String line; (line = output.readLine()) != null; ) {
      int end = line.indexOf(mark);
      String said = end < 0 ? line : line.substring(0, end);
      if (end < 0 || !said.isEmpty()) {
        log.add(said);
        lines.accept(said);
      }
      if (end >= 0) {
        int exitCode = Integer.parseInt(line.substring(end + mark.length()).trim());
        return new ChildMaven.Result(exitCode, List.copyOf(log));
      }
    }
    return new ChildMaven.Result(process.onExit().join().exitValue(), List.copyOf(log));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it, as Maven's own end would. */
  @Override
  public void close() {
    try {
      runs.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
