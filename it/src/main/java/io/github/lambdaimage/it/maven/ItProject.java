package io.github.lambdaimage.it.maven;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.ecr.EcrServer;
import io.github.lambdaimage.standin.ecr.EcrServerBuilder;
import io.github.lambdaimage.standin.image.LambdaBase;
import io.github.lambdaimage.standin.image.PulledImage;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.registry.RegistryServerBuilder;
import io.github.lambdaimage.standin.registry.Repository;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One invoker project: its directory, and the registry or the ECR that lives from {@code
 * setup.groovy} to {@code verify.groovy}.
 *
 * <p>It has the base {@code lambda/java}, tags 17 and 21; the project's builds are told to start
 * from it and, unless it is an ECR, to push to {@code function}.
 */
public final class ItProject implements AutoCloseable {

  /** The repository that the project pushes to. */
  public static final String FUNCTION = "function";

  /** The repository with the base images. */
  public static final String BASE = "lambda/java";

  private static final String KEY = ItProject.class.getName();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final RegistryServer registry;
  private final @Nullable EcrServer ecr;
  private final ResidentMavens mavens = new ResidentMavens();

  private ItProject(Path directory, RegistryServer registry, @Nullable EcrServer ecr) {
    this.directory = directory;
    this.registry = registry;
    this.ecr = ecr;
  }

  /** For {@code setup.groovy}: starts an ordinary registry. */
  public static ItProject start(File basedir, Map<String, Object> context) {
    return start(basedir, context, RegistryServer.builder());
  }

  /** For {@code setup.groovy}: starts a registry of a certain kind. */
  public static ItProject start(
      File basedir, Map<String, Object> context, RegistryServerBuilder kind) {
    ItProject project = new ItProject(basedir.toPath(), kind.start(), null);
    userProperties(context).setProperty("lambda-image.repository", project.destination());
    return project.begin(context);
  }

  /**
   * For {@code setup.groovy}: starts an ECR. Only the builds that {@code verify.groovy} runs get to
   * know it, since the invoker plugin takes no environment from a script.
   */
  public static ItProject startEcr(
      File basedir, Map<String, Object> context, EcrServerBuilder kind) {
    EcrServer ecr = kind.start();
    ecr.createRepository(BASE);
    return new ItProject(basedir.toPath(), ecr.registry(), ecr).begin(context);
  }

  private ItProject begin(Map<String, Object> context) {
    context.put(KEY, this);
    LambdaBase.java(17).putIndex(registry.repository(BASE), "17.al2023");
    LambdaBase.java(21).putIndex(registry.repository(BASE), "21");
    userProperties(context).setProperty("lambda-image.from", base());
    // The programs of these bases are placeholders.
    userProperties(context).setProperty("lambda-image.runWith", "process");
    return this;
  }

  /** What the invoker plugin gives to Maven as -D options. */
  private static Properties userProperties(Map<String, Object> context) {
    return requireNonNull((Properties) context.get("userProperties"));
  }

  /** For {@code verify.groovy}: the project as {@code setup.groovy} left it; to be closed. */
  public static ItProject of(Map<String, Object> context) {
    if (context.get(KEY) instanceof ItProject project) {
      return project;
    }
    throw new IllegalStateException("setup.groovy started no registry: build.log tells why");
  }

  public RegistryServer registry() {
    return registry;
  }

  /** The ECR, if the project was started with one. */
  public EcrServer ecr() {
    if (ecr == null) {
      throw new IllegalStateException("setup.groovy started a registry, not an ECR");
    }
    return ecr;
  }

  /** The base image, such as 127.0.0.1:4711/lambda/java:17.al2023. */
  public String base() {
    return host() + "/" + BASE + ":17.al2023";
  }

  /** The repository to push to, such as 127.0.0.1:4711/function. */
  public String destination() {
    return host() + "/" + FUNCTION;
  }

  private String host() {
    return ecr == null ? registry.authority() : ecr.registryHost();
  }

  /** The repository that the project pushed to, in the registry. */
  public Repository pushed() {
    return registry.repository(FUNCTION);
  }

  /** The pushed image with this tag or digest. */
  public PulledImage image(String reference) throws IOException {
    return PulledImage.read(pushed(), reference);
  }

  /** The parsed {@code target/lambda-image/image.json}. */
  public JsonNode imageJson() throws IOException {
    return imageJson(".");
  }

  /** The same of a module, or of a copy of the project. */
  public JsonNode imageJson(String module) throws IOException {
    return JSON.readTree(file(module).resolve("target/lambda-image/image.json").toFile());
  }

  /** A file of the project. */
  public Path file(String path) {
    return directory.resolve(path);
  }

  /** The log of the builds that the invoker plugin ran. */
  public List<String> log() throws IOException {
    return Files.readAllLines(file("build.log"));
  }

  /** The Maven of {@link #maven}, to be run in another way. */
  public ChildMaven child() {
    // The invoker plugin clones the projects to it/target/it.
    return new ChildMaven(directory.resolve("../..").normalize()).withEnvironment(environment());
  }

  /** What lets builds find the ECR and no credentials in the home of whoever runs them. */
  public Map<String, String> environment() {
    if (ecr == null) {
      return Map.of();
    }
    Map<String, String> environment = new HashMap<>(ecr.environment());
    environment.put("DOCKER_CONFIG", file("docker").toString());
    return Map.copyOf(environment);
  }

  /**
   * Runs Maven once more, with the same base and (but for an ECR) destination unless an argument
   * names others, for what has to happen after something that the script did; the log goes to
   * build.log too.
   */
  public ChildMaven.Result maven(String... arguments) throws IOException {
    return maven(child(), directory, arguments);
  }

  /** The same with another Maven, or in another directory. */
  public ChildMaven.Result maven(ChildMaven maven, Path project, String... arguments)
      throws IOException {
    PrintStream log = System.out;
    log.println("Maven with " + String.join(" ", arguments));
    List<String> all = completed(arguments);
    return ScriptTurn.pausing(() -> mavens.run(maven, project, all, log::println));
  }

  /** These arguments, with those that name base and destination if they do not. */
  public List<String> completed(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    addUnlessThere(all, "-Dlambda-image.from=", base());
    addUnlessThere(all, "-Dlambda-image.runWith=", "process");
    if (ecr == null) {
      addUnlessThere(all, "-Dlambda-image.repository=", destination());
    }
    return all;
  }

  /** Copies files and directories of the project to another directory in it. */
  public Path copyTo(String target, String... paths) throws IOException {
    for (String path : paths) {
      try (Stream<Path> files = Files.walk(file(path))) {
        for (Path file : files.toList()) {
          Path copy = file(target).resolve(directory.relativize(file));
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.createDirectories(requireNonNull(copy.getParent()));
            Files.copy(file, copy);
          }
        }
      }
    }
    return file(target);
  }

  /** Stops the registry, and leaves in build.log what it was asked. */
  @Override
  public void close() {
    mavens.close();
    System.out.println("Requests to the registry:");
    registry.requests().forEach(System.out::println);
    if (ecr == null) {
      registry.close();
    } else {
      System.out.println("Calls of ECR's API:");
      ecr.requests().forEach(System.out::println);
      ecr.close();
    }
  }

  private static void addUnlessThere(List<String> arguments, String option, String value) {
    if (arguments.stream().noneMatch(argument -> argument.startsWith(option))) {
      arguments.add(option + value);
    }
  }
}
