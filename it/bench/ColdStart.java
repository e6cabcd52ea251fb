import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.StartupFigures;
import io.github.lambdaimage.it.maven.Jdks;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.namespace.NamespaceHost;
import io.github.lambdaimage.runtime.Answer;
import io.github.lambdaimage.runtime.Invocation;
import io.github.lambdaimage.runtime.NamespaceLaunch;
import io.github.lambdaimage.runtime.Payload;
import io.github.lambdaimage.runtime.ProgramOfImage;
import io.github.lambdaimage.runtime.RuntimeFunction;
import io.github.lambdaimage.runtime.RuntimeHost;
import io.github.lambdaimage.standin.image.HostBase;
import io.github.lambdaimage.standin.registry.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Cold starts of functions, with a startup cache and without, one after the other. */
public class ColdStart {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path work;
  private final Path client;
  private final int runs;
  private final String repository;
  private final NamespaceHost namespaces =
      NamespaceHost.of(
          System.getProperty("os.name"), System.getProperty("os.arch"), System.getenv());
  private final RuntimeHost machine =
      new RuntimeHost(
          Path.of(System.getProperty("java.home")),
          Runtime.version().feature(),
          System.getProperty("os.name"),
          System.getProperty("os.arch"),
          Map.of());

  private ColdStart(Path work, Path client, int runs, String repository) {
    this.work = work;
    this.client = client;
    this.runs = runs;
    this.repository = repository;
  }

  /** FOLDER CLIENT RUNS JAVAS REPOSITORY FUNCTION... */
  public static void main(String[] arguments) throws Exception {
    ColdStart bench =
        new ColdStart(
            Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]), arguments[4]);
    List<String> rows = new ArrayList<>();
    for (String java : arguments[3].split(" ")) {
      for (String row : bench.measure(Integer.parseInt(java), List.of(arguments).subList(5, arguments.length))) {
        rows.add(row);
      }
    }
    System.out.println("| Java | function | init: base as AWS starts it | with a startup cache | ratio | to the first answer | with | ratio | cache | training |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    rows.forEach(System.out::println);
  }

  private List<String> measure(int java, List<String> functions) throws Exception {
    Path jdk = Jdks.found().get(java);
    if (jdk == null) {
      throw new IllegalStateException("There is no JDK " + java + " here");
    }
    List<String> rows = new ArrayList<>();
    try (RegistryServer registry = RegistryServer.builder().start()) {
      HostBase base = HostBase.makeWhole(jdk, Files.createTempDirectory(work, "jlinked").resolve("java"), client);
      base.putJava(registry.repository("host/java"), "plain");
      say("Java " + java + ": the base gets a cache of AWS's client alone, as AWS's has");
      cacheOfClient(java, base, registry, functions.get(0));
      base.putJava(registry.repository("host/java"), "cached");
      Path root = unpacked(base);
      for (String function : functions) {
        rows.add(row(java, function, registry, root));
      }
    }
    return rows;
  }

  /** The classes of the client are those that a function loads which is none of the base's. */
  private void cacheOfClient(int java, HostBase base, RegistryServer registry, String function) throws Exception {
    ImageLayout layout = build(function, registry, "plain", false);
    try (Setting setting = new Setting(layout, unpacked(base))) {
      String made = "/tmp/lambda-image/";
      String option = java < 25 ? "-XX:DumpLoadedClassList=" + made + "client.txt" : "-XX:AOTCacheOutput=" + made + "client.aot";
      RuntimeFunction running = new RuntimeFunction(setting.launch(Map.of("JAVA_TOOL_OPTIONS", option)), PATIENCE, line -> {});
      running.start();
      running.terminate(PATIENCE);
      running.close();
      Path server = base.java().resolve("lib/server");
      if (java >= 25) {
        Files.copy(setting.made().resolve("client.aot"), server.resolve("client.aot"));
        return;
      }
      Path list = setting.made().resolve("client.txt");
      Files.write(list, Files.readAllLines(list).stream().filter(it -> !it.contains("source:")).toList());
      int status =
          ProgramOfImage.run(
              setting.launch(
                  Map.of(
                      "JAVA_TOOL_OPTIONS",
                      "-Xshare:dump -XX:SharedClassListFile=%1$sclient.txt -XX:SharedArchiveFile=%1$sruntime.jsa".formatted(made))),
              PATIENCE,
              line -> {});
      if (status != 0) {
        throw new IllegalStateException("No archive of the client: exit status " + status);
      }
      Files.copy(setting.made().resolve("runtime.jsa"), server.resolve("runtime.jsa"));
    }
  }

  private String row(int java, String function, RegistryServer registry, Path root) throws Exception {
    // Compiles and packs, which is no part of a training: the next one has nothing to do.
    build(function, registry, "cached", false);
    long start = System.nanoTime();
    build(function, registry, "cached", false);
    long unchanged = System.nanoTime() - start;
    start = System.nanoTime();
    ImageLayout layout = build(function, registry, "cached", true);
    long trained = System.nanoTime() - start;
    StartupFigures figures = layout.summary().startup();
    Payload event = Payload.of(Files.readAllBytes(work.resolve(function).resolve("event.json")));
    List<Start> without = new ArrayList<>();
    List<Start> with = new ArrayList<>();
    try (Setting setting = new Setting(layout, root)) {
      long around = setting.around();
      for (int i = 0; i <= runs; i++) {
        Start one = start(setting.launch(Map.of("LAMBDA_IMAGE_STARTUP_CACHE", "off")), event, around);
        Start other = start(setting.launch(Map.of("LAMBDA_IMAGE_STARTUP_CACHE", "required")), event, around);
        // The first of each warms the page cache.
        if (i > 0) {
          without.add(one);
          with.add(other);
        }
      }
    }
    long init = median(without.stream().map(Start::init).toList());
    long initWith = median(with.stream().map(Start::init).toList());
    long answer = median(without.stream().map(Start::answer).toList());
    long answerWith = median(with.stream().map(Start::answer).toList());
    return "| %s | %s | %s ms | %s ms | %.2f | %s ms | %s ms | %.2f | %.1f MB | %.1f s |"
        .formatted(
            java, function, init, initWith, (double) initWith / init, answer, answerWith,
            (double) answerWith / answer, figures.size() / 1e6, (trained - unchanged) / 1e9);
  }

  /** Milliseconds from the start of the entrypoint. */
  private record Start(long init, long answer) {}

  private static Start start(NamespaceLaunch launch, Payload event, long around) throws Exception {
    try (RuntimeFunction function = new RuntimeFunction(launch, PATIENCE, line -> {})) {
      Answer answer = function.invoke(Invocation.of(event));
      if (!answer.isResponse()) {
        throw new IllegalStateException(answer.stackTrace());
      }
      long init = answer.initDuration().orElseThrow().toMillis() - around;
      return new Start(init, init + answer.duration().toMillis());
    }
  }

  private static long median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** Builds a function's image, as a user does. */
  private ImageLayout build(String function, RegistryServer registry, String tag, boolean cache) throws Exception {
    Path project = work.resolve(function);
    List<String> command =
        new ArrayList<>(
            List.of(
                "mvn", "-B", "-q", "lambda-image:build",
                "-Dlambda-image.from=" + registry.authority() + "/host/java:" + tag,
                "-Dlambda-image.architecture=" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64"),
                "-Dlambda-image.startupCache=" + cache,
                "-Dlambda-image.trainingEvents=event.json"));
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    say(String.join(" ", command.subList(3, command.size())) + " in " + function);
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The build of " + function + " failed: see " + work.resolve("log"));
    }
    return ImageLayout.open(project.resolve("target/lambda-image"));
  }

  /** The files of a base, as the plugin has them. */
  private Path unpacked(HostBase base) throws Exception {
    Path root = Files.createTempDirectory(work, "base");
    for (byte[] layer : base.layers().values()) {
      Process tar =
          new ProcessBuilder("tar", "-x", "-p", "-C", root.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var in = tar.getOutputStream()) {
        in.write(layer);
      }
      if (tar.waitFor() != 0) {
        throw new IllegalStateException("tar failed");
      }
    }
    return root;
  }

  /** An image that is set up once for all its starts. */
  private final class Setting implements AutoCloseable {

    private final Path scratch;
    private final NamespaceLaunch launch;

    Setting(ImageLayout layout, Path root) throws Exception {
      scratch = Files.createTempDirectory(work, "image");
      Files.createDirectory(made());
      launch =
          NamespaceLaunch.of(
              layout,
              folder -> namespaces.prepare(folder, root, true),
              root,
              machine,
              scratch,
              OptionalInt.empty());
    }

    Path made() {
      return scratch.resolve(ImageRoot.MADE);
    }

    NamespaceLaunch launch(Map<String, String> variables) {
      return launch.with(variables);
    }

    /** Milliseconds that the namespace takes before the entrypoint, which are none of the image's. */
    long around() throws Exception {
      List<Long> times = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        Path one = launch.root().newStart("/", List.of("/bin/sh", "-c", "echo"), Map.of());
        ProcessBuilder builder =
            new ProcessBuilder(launch.root().command(one, "", Collections.emptySortedSet()));
        builder.environment().clear();
        builder.environment().putAll(launch.root().hostEnvironment());
        long start = System.nanoTime();
        Process process = builder.start();
        // Until the shell says so; what the end takes is no part of a start.
        process.getInputStream().read();
        times.add((System.nanoTime() - start) / 1_000_000);
        process.waitFor();
      }
      return median(times);
    }

    @Override
    public void close() {
      // It goes with the work folder.
    }
  }

  private static void say(String message) {
    System.err.println("[bench] " + message);
  }
}
