package io.github.lambdaimage.it.handlers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The plugin's {@code FunctionImage} of a folder that is to be {@code /var/task}. */
final class TaskImage {

  private static final int READABLE = 0644;

  private TaskImage() {}

  /**
   * Makes one with a single layer.
   *
   * @param architecture the plugin's
   * @param from the plugin's {@code ImageName} of the base
   * @param variables of the image, beside its base's
   */
  static Object of(
      PluginClasses plugin,
      Path taskRoot,
      String handler,
      Object architecture,
      Object from,
      Map<String, String> variables)
      throws Exception {
    return plugin.create(
        "image.FunctionImage",
        plugin.create("function.Handler", handler),
        architecture,
        from,
        List.of(plugin.create("function.FunctionLayer", "all", files(plugin, taskRoot))),
        new TreeMap<>(variables),
        new TreeMap<>(),
        false,
        Instant.EPOCH,
        plugin.parse("oci.ManifestFormat", "docker"),
        "",
        plugin.create("function.Entrypoint", List.of()),
        List.of());
  }

  private static List<Object> files(PluginClasses plugin, Path taskRoot) throws Exception {
    List<Object> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(taskRoot)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        Object source = plugin.create("function.Source$PlainFile", file);
        String target = "/var/task/" + taskRoot.relativize(file);
        files.add(plugin.create("function.FunctionFile", source, target, READABLE, null));
      }
    }
    return files;
  }
}
