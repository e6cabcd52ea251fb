package io.github.lambdaimage.standin.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A base image in the shape of AWS's that really runs: a shell and a Java of this machine, the
 * libraries that they need, and AWS's runtime interface client.
 *
 * @param java a Java, made by {@code jlink}
 * @param client the folder with the client's jars
 */
public record HostBase(Path java, Path client) {

  private static final String SMALL =
      "java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.httpserver,jdk.unsupported";

  private static final Pattern LIBRARY = Pattern.compile("(/[^ ]+) \\(0x");

  private static final List<String> COMPANIONS =
      List.of("libdl.so.2", "libgcc_s.so.1", "libpthread.so.0", "librt.so.1", "libstdc++.so.6");

  /** That knows all letters; where it is no file, the C library has it. */
  private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");

  private static final String ENTRYPOINT =
      """
      #!/bin/sh
      export _HANDLER="$1"
      exec /var/runtime/bootstrap
      """;

  /** As AWS's: the client's jars by name, and a cache of their classes if there is one. */
  private static final String BOOTSTRAP =
      """
      #!/bin/sh
      set -- -cp %s com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
      if [ -e /var/lang/lib/server/client.aot ]; then
        set -- -XX:AOTCache=/var/lang/lib/server/client.aot "$@"
      elif [ -e /var/lang/lib/server/runtime.jsa ]; then
        set -- -Xshare:auto -XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa "$@"
      fi
      set -- -XX:MaxHeapSize=$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * 85 / 100))m \\
        -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$@"
      set -- /var/lang/bin/java "$@"
      if [ -n "$AWS_LAMBDA_EXEC_WRAPPER" ]; then exec "$AWS_LAMBDA_EXEC_WRAPPER" "$@"; fi
      exec "$@"
      """;

  /**
   * Makes it.
   *
   * @param folder a new one, for the Java
   */
  public static HostBase make(Path folder, Path client) throws IOException {
    return make(Path.of(System.getProperty("java.home")), folder, client);
  }

  /** The same of another JDK. */
  public static HostBase make(Path jdk, Path folder, Path client) throws IOException {
    return make(jdk, folder, client, SMALL);
  }

  /** The same with the modules of Java that a framework may want, as AWS's has them. */
  public static HostBase makeWhole(Path jdk, Path folder, Path client) throws IOException {
    return make(
        jdk,
        folder,
        client,
        "java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs");
  }

  private static HostBase make(Path jdk, Path folder, Path client, String modules)
      throws IOException {
    run(
        jdk.resolve("bin/jlink").toString(),
        "--add-modules",
        modules,
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        folder.toString());
    shareClasses(folder);
    return new HostBase(folder, client);
  }

  /**
   * As AWS's Java does it, by an archive of its own classes: it starts in two thirds of the time.
   */
  private static void shareClasses(Path java) throws IOException {
    // As the layer has it: the archive holds for that alone.
    Files.setLastModifiedTime(java.resolve("lib/modules"), FileTime.fromMillis(0));
    run(java.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC");
  }

  /** The layers of one in the shape of {@code lambda/java}, as tar streams. */
  public Map<String, byte[]> layers() throws IOException {
    Map<String, byte[]> layers = new LinkedHashMap<>();
    layers.put("system", system());
    layers.put("java", lang());
    layers.put("runtime", runtime());
    layers.put("entrypoint", entrypoint());
    return layers;
  }

  /** Puts one in the shape of {@code lambda/java} there. */
  public void putJava(Repository repository, String tag) throws IOException {
    Map<String, byte[]> layers = layers();
    put(repository, tag, layers, LambdaBaseConfig.of(architecture(), layers));
  }

  /** Puts one there that has no runtime, as {@code lambda/provided}; with a Java all the same. */
  public void putProvided(Repository repository, String tag) throws IOException {
    Map<String, byte[]> layers = new LinkedHashMap<>();
    layers.put("system", system());
    layers.put("java", lang());
    layers.put("entrypoint", entrypoint());
    put(repository, tag, layers, LambdaBaseConfig.of(architecture(), layers));
  }

  /** Puts one there that knows nothing of Lambda, with {@code java} on the path. */
  public void putJre(Repository repository, String tag) throws IOException {
    Map<String, byte[]> layers = new LinkedHashMap<>();
    layers.put("system", system());
    layers.put("java", lang());
    ObjectNode image = LambdaBaseConfig.of(architecture(), layers);
    ObjectNode config = (ObjectNode) image.get("config");
    config.remove(List.of("Entrypoint", "WorkingDir"));
    config.putArray("Env").add("PATH=/var/lang/bin:/usr/bin:/bin");
    put(repository, tag, layers, image);
  }

  private static void put(
      Repository repository, String tag, Map<String, byte[]> layers, ObjectNode image) {
    String unused =
        repository.putManifest(
            tag,
            MediaTypes.DOCKER.manifest(),
            BaseManifest.of(repository, MediaTypes.DOCKER, image, List.copyOf(layers.values())));
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  /** Whatever the programs of the base load. */
  private byte[] system() throws IOException {
    Set<Path> libraries = new LinkedHashSet<>();
    Map<String, Path> programs = new LinkedHashMap<>();
    for (String name : List.of("sh", "cat", "sleep")) {
      programs.put(name, Path.of("/bin", name).toRealPath());
    }
    for (Path program : programs.values()) {
      addLibraries(program, libraries);
    }
    try (Stream<Path> files = Files.walk(java)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".so") || file.endsWith("bin/java")) {
          addLibraries(file, libraries);
        }
      }
    }
    addCompanions(libraries);
    if (Files.isDirectory(LOCALE)) {
      try (Stream<Path> files = Files.walk(LOCALE)) {
        files.filter(Files::isRegularFile).forEach(libraries::add);
      }
    }
    Set<String> folders =
        new TreeSet<>(Set.of("bin", "dev", "etc", "opt", "proc", "tmp", "usr", "var"));
    for (Path library : libraries) {
      for (Path folder = library.getParent();
          folder != null && folder.getNameCount() > 0;
          folder = folder.getParent()) {
        folders.add(folder.toString().substring(1));
      }
    }
    LayerTar layer = new LayerTar().directories(folders.toArray(String[]::new));
    for (Map.Entry<String, Path> program : programs.entrySet()) {
      layer.file("bin/" + program.getKey(), 0755, Files.readAllBytes(program.getValue()));
    }
    for (Path library : libraries) {
      layer.file(library.toString().substring(1), 0755, Files.readAllBytes(library));
    }
    return layer.toBytes();
  }

  /** What AWS's native code needs, beside what Java needs. */
  private static void addCompanions(Set<Path> libraries) {
    for (Path library : List.copyOf(libraries)) {
      for (String name : COMPANIONS) {
        Path companion = library.resolveSibling(name);
        if (Files.exists(companion)) {
          libraries.add(companion);
        }
      }
    }
  }

  private byte[] lang() throws IOException {
    LayerTar layer = new LayerTar().directories("var", "var/lang");
    try (Stream<Path> files = Files.walk(java)) {
      for (Path file : files.sorted().toList()) {
        String path = "var/lang/" + java.relativize(file);
        if (Files.isDirectory(file) && !file.equals(java)) {
          layer.directories(path);
        } else if (Files.isRegularFile(file)) {
          layer.file(path, Files.isExecutable(file) ? 0755 : 0644, Files.readAllBytes(file));
        }
      }
    }
    return layer.toBytes();
  }

  private byte[] runtime() throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(client)) {
      jars = files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
    }
    String classPath =
        jars.stream()
            .map(jar -> "/var/runtime/lib/" + jar.getFileName())
            .collect(Collectors.joining(":"));
    LayerTar layer =
        new LayerTar()
            .directories("var", "var/runtime", "var/runtime/lib")
            .file("var/runtime/bootstrap", 0755, BOOTSTRAP.formatted(classPath).getBytes(UTF_8));
    for (Path jar : jars) {
      layer.file("var/runtime/lib/" + jar.getFileName(), 0644, Files.readAllBytes(jar));
    }
    return layer.toBytes();
  }

  private static byte[] entrypoint() {
    return new LayerTar()
        .directories("var", "var/task")
        .file("lambda-entrypoint.sh", 0755, ENTRYPOINT.getBytes(UTF_8))
        .toBytes();
  }

  private static void addLibraries(Path program, Set<Path> libraries) throws IOException {
    Matcher library = LIBRARY.matcher(run("ldd", program.toString()));
    while (library.find()) {
      Path path = Path.of(library.group(1)).normalize();
      if (!path.toString().contains("/lib/server/") && !path.toString().contains("jvm")) {
        libraries.add(path);
      }
    }
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0 && !output.contains("not a dynamic executable")) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
