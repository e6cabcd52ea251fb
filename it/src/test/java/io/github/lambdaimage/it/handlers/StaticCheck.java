package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The plugin's own check of a handler, called as the goals call it. By reflection, since the plugin
 * is on no class path of ours.
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

  /** What the check finds wrong with a row's handler; empty if nothing. */
  List<?> findings(HandlerRow row, TaskRoot taskRoot) throws Exception {
    List<Object> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(taskRoot.folder())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.add(
            create(
                "function.FunctionFile",
                file,
                "/var/task/" + taskRoot.folder().relativize(file),
                READABLE));
      }
    }
    Object layer = create("function.FunctionLayer", "all", files);
    Object handler = create("function.Handler", row.handler());
    Object levels = type("check.CheckLevels").getMethod("of", Map.class).invoke(null, Map.of());
    return (List<?>)
        type("check.FunctionChecks")
            .getMethod("run", handler.getClass(), List.class, levels.getClass())
            .invoke(null, handler, List.of(layer), levels);
  }

  private Object create(String name, Object... arguments) throws Exception {
    Constructor<?> constructor = type(name).getDeclaredConstructors()[0];
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
