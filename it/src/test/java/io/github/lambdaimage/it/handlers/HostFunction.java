package io.github.lambdaimage.it.handlers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function on the Java of this machine, started by the plugin's own classes as its goals do it.
 *
 * @param java the program
 * @param options of the JVM, the class path with AWS's client included
 * @param taskRoot the working directory
 * @param environment all of it
 */
public record HostFunction(
    PluginClasses plugin,
    Path java,
    List<String> options,
    Path taskRoot,
    Map<String, String> environment,
    String handler) {

  /**
   * Has the plugin run it.
   *
   * @param timeout of an invocation, where the environment names none
   * @param patience how long a start may take, at the least
   */
  public StartedFunction start(Duration timeout, Duration patience) throws Exception {
    Object identity =
        plugin
            .type("runtime.FunctionIdentity")
            .getMethod("of", Map.class)
            .invoke(null, environment);
    PluginScratch scratch = PluginScratch.create(plugin);
    Object launch =
        plugin.create(
            "runtime.HostLaunch",
            java,
            options,
            scratch.directory(),
            taskRoot,
            environment,
            identity,
            handler);
    return StartedFunction.of(plugin, launch, timeout, patience, scratch);
  }
}
