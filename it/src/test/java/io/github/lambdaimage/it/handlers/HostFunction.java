package io.github.lambdaimage.it.handlers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
   * The plugin's {@code RuntimeFunction}, which has not started its runtime yet.
   *
   * @param timeout of an invocation, where the environment names none
   * @param lines takes what the function prints
   */
  public AutoCloseable start(Duration timeout, Consumer<String> lines) throws Exception {
    Object identity =
        plugin
            .type("runtime.FunctionIdentity")
            .getMethod("of", Map.class)
            .invoke(null, environment);
    Object launch =
        plugin.create(
            "runtime.HostLaunch", java, options, taskRoot, environment, identity, handler);
    Optional<?> own = (Optional<?>) identity.getClass().getMethod("timeout").invoke(identity);
    return (AutoCloseable)
        plugin
            .type("runtime.RuntimeFunction")
            .getConstructor(plugin.type("runtime.Launch"), Duration.class, Consumer.class)
            .newInstance(launch, own.isPresent() ? own.get() : timeout, lines);
  }
}
