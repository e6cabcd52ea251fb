package io.github.lambdaimage.it.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.it.runtime.Outcome;
import io.github.lambdaimage.it.runtime.RuntimeClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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
    List<String> output = new CopyOnWriteArrayList<>();
    try (AutoCloseable function = host.start(client.timeout(), output::add)) {
      Class<?> invocation = plugin.type("runtime.Invocation");
      Class<?> payload = plugin.type("runtime.Payload");
      Object of =
          invocation
              .getMethod("of", payload)
              .invoke(null, payload.getMethod("of", String.class).invoke(null, event));
      Object answer = function.getClass().getMethod("invoke", invocation).invoke(function, of);
      return outcome(answer, output);
    }
  }

  private static Outcome outcome(Object answer, List<String> output) throws Exception {
    String kind = String.valueOf(answer.getClass().getMethod("kind").invoke(answer));
    String body = String.valueOf(answer.getClass().getMethod("body").invoke(answer));
    if (kind.equals("RESPONSE")) {
      return new Outcome(Outcome.Kind.RESPONSE, body, "", "");
    }
    if (kind.equals("TIMEOUT")) {
      return new Outcome(Outcome.Kind.TIMEOUT, "", "", body);
    }
    JsonNode error = new ObjectMapper().readTree(body);
    boolean exit = kind.equals("EXIT");
    return new Outcome(
        kind.equals("FUNCTION_ERROR") ? Outcome.Kind.INVOCATION_ERROR : Outcome.Kind.valueOf(kind),
        "",
        Optional.ofNullable(error.path("errorType").textValue()).orElse(""),
        exit ? String.join("\n", output) : error.path("errorMessage").asText());
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
