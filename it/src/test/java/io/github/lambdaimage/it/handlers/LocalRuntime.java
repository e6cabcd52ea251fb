package io.github.lambdaimage.it.handlers;

import io.github.lambdaimage.standin.runtime.Outcome;
import io.github.lambdaimage.standin.runtime.RuntimeClient;
import java.nio.file.Path;
import java.util.Map;

/** What {@code run} and {@code invoke} start, called as these goals call it. */
final class LocalRuntime {

  private final PluginClasses plugin;
  private final RuntimeClient client;

  /**
   * The runtime.
   *
   * @param client tells with which JVM and where AWS's client is
   */
  LocalRuntime(PluginClasses plugin, RuntimeClient client) {
    this.plugin = plugin;
    this.client = client;
  }

  /**
   * Invokes a function once.
   *
   * @param event JSON
   */
  Outcome invoke(TaskRoot taskRoot, String handler, String event) throws Exception {
    HostFunction host =
        new HostFunction(
            plugin,
            client.javaHome().resolve("bin/java"),
            client.options(),
            taskRoot.folder(),
            environment(taskRoot.folder()),
            handler);
    try (StartedFunction function = host.start(client.timeout(), client.timeout())) {
      return function.invoke(event);
    }
  }

  private static Map<String, String> environment(Path taskRoot) {
    return Map.of(
        "LC_ALL", "C.UTF-8",
        "LAMBDA_TASK_ROOT", taskRoot.toString(),
        "AWS_LAMBDA_FUNCTION_NAME", "handlers",
        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
        "AWS_REGION", "eu-central-1");
  }
}
