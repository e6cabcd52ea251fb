package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's own checks of a handler and its classes, called as the goals call it. By reflection,
 * since the plugin is on no class path of ours.
 */
final class StaticCheck implements AutoCloseable {

  private static final String PACKAGE = "io.github.lambdaimage.";
  private static final int READABLE = 0644;

  private final URLClassLoader plugin;

  StaticCheck() throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(Path.of("../plugin/target/classes").toUri().toURL());
    try (Stream<Path> jars = Files.list(Path.of("target/libraries-of-the-check"))) {
      for (Path jar : jars.toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    plugin = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** What the checks find wrong with a row's handler; empty if nothing. */
  List<?> findings(HandlerRow row, TaskRoot taskRoot) throws Exception {
    List<Object> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(taskRoot.folder())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String target = "/var/task/" + taskRoot.folder().relativize(file);
        files.add(create("function.FunctionFile", file, target, READABLE, null));
      }
    }
    Object layer = create("function.FunctionLayer", "all", files);
    Object image =
        create(
            "image.FunctionImage",
            create("function.Handler", row.handler()),
            parse("function.Architecture", "arm64"),
            create(
                "image.ImageName", "", "public.ecr.aws", "lambda/java", javaOfThisMachine(), null),
            List.of(layer),
            new TreeMap<>(),
            new TreeMap<>(),
            false,
            Instant.EPOCH,
            parse("image.ManifestFormat", "docker"),
            "");
    Object cache =
        type("image.CacheDirectory")
            .getMethod("in", Path.class)
            .invoke(null, taskRoot.folder().resolveSibling("cache"));
    Object checks = create("check.FunctionChecks", settings(), null, cache, Clock.systemUTC());
    // Neither check asks for the base: its tag says enough.
    List<?> results =
        (List<?>)
            type("check.FunctionChecks")
                .getMethod("inspect", image.getClass(), type("function.Pending"))
                .invoke(checks, image, (Object) null);
    List<Object> problems = new ArrayList<>();
    for (Object result : results) {
      problems.addAll((List<?>) result.getClass().getMethod("problems").invoke(result));
    }
    return problems;
  }

  /** The two checks that a runtime without an image can be compared with. */
  private Object settings() throws Exception {
    Map<String, String> levels = new HashMap<>();
    for (String other : List.of("native", "size", "layout", "secrets", "base")) {
      levels.put(other, "off");
    }
    return type("check.CheckSettings")
        .getMethod("of", Map.class, List.class)
        .invoke(null, levels, List.of());
  }

  private static String javaOfThisMachine() {
    return String.valueOf(Runtime.version().feature());
  }

  private Object parse(String name, String text) throws Exception {
    return type(name).getMethod("parse", String.class).invoke(null, text);
  }

  /** By the constructor that takes everything. */
  private Object create(String name, @Nullable Object... arguments) throws Exception {
    Constructor<?> constructor =
        Arrays.stream(type(name).getDeclaredConstructors())
            .filter(it -> it.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    return constructor.newInstance(arguments);
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return plugin.loadClass(PACKAGE + name);
  }

  @Override
  public void close() throws IOException {
    plugin.close();
  }
}
