package io.github.lambdaimage.it.handlers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plugin's own check of a handler, called as the goals call it. */
final class StaticCheck {

  private static final int READABLE = 0644;

  private final PluginClasses plugin;

  StaticCheck(PluginClasses plugin) {
    this.plugin = plugin;
  }

  /** What the check finds wrong with a row's handler; empty if nothing. */
  List<?> findings(HandlerRow row, TaskRoot taskRoot) throws Exception {
    List<Object> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(taskRoot.folder())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.add(
            plugin.create(
                "function.FunctionFile",
                file,
                "/var/task/" + taskRoot.folder().relativize(file),
                READABLE));
      }
    }
    Object layer = plugin.create("function.FunctionLayer", "all", files);
    Object handler = plugin.create("function.Handler", row.handler());
    Object levels =
        plugin.type("check.CheckLevels").getMethod("of", Map.class).invoke(null, Map.of());
    return (List<?>)
        plugin
            .type("check.FunctionChecks")
            .getMethod("run", handler.getClass(), List.class, levels.getClass())
            .invoke(null, handler, List.of(layer), levels);
  }
}
