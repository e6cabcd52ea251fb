package io.github.lambdaimage.it.handlers;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plugin's own checks of a handler and its classes, called as the goals call them. */
final class StaticCheck {

  private final PluginClasses plugin;

  StaticCheck(PluginClasses plugin) {
    this.plugin = plugin;
  }

  /** What the checks find wrong with a row's handler; empty if nothing. */
  List<?> findings(HandlerRow row, TaskRoot taskRoot) throws Exception {
    Object image =
        TaskImage.of(
            plugin,
            taskRoot.folder(),
            row.handler(),
            plugin.parse("function.Architecture", "arm64"),
            plugin.create(
                "oci.ImageName", "", "public.ecr.aws", "lambda/java", javaOfThisMachine(), null),
            Map.of());
    Object cache =
        plugin
            .type("cache.CacheDirectory")
            .getMethod("in", Path.class)
            .invoke(null, taskRoot.folder().resolveSibling("cache"));
    Object checks =
        plugin.create(
            "check.FunctionChecks",
            settings(),
            null,
            cache,
            Clock.systemUTC(),
            Path.of(System.getProperty("java.home")));
    // Neither check asks for the base: its tag says enough.
    List<?> results =
        (List<?>)
            plugin
                .type("check.FunctionChecks")
                .getMethod("inspect", image.getClass(), plugin.type("async.Pending"))
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
    for (String other : List.of("native", "size", "layout", "secrets", "environment", "base")) {
      levels.put(other, "off");
    }
    return plugin
        .type("check.CheckSettings")
        .getMethod("of", Map.class, List.class)
        .invoke(null, levels, List.of());
  }

  private static String javaOfThisMachine() {
    return String.valueOf(Runtime.version().feature());
  }
}
