package io.github.lambdaimage.it.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.runtime.Outcome;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A function that one of the plugin's forms runs: the plugin's own, whose runtime starts with its
 * first invocation.
 *
 * @param function the plugin's {@code RuntimeFunction}
 * @param output what it has printed
 * @param rest what is closed after it
 */
public record StartedFunction(
    PluginClasses plugin, AutoCloseable function, List<String> output, AutoCloseable rest)
    implements AutoCloseable {

  /**
   * Has the plugin run a launch.
   *
   * @param launch the plugin's {@code Launch}, of whatever form
   * @param timeout of an invocation, where the image names none
   * @param patience how long a start may take, at the least
   */
  public static StartedFunction of(
      PluginClasses plugin, Object launch, Duration timeout, Duration patience, AutoCloseable rest)
      throws Exception {
    List<String> output = new CopyOnWriteArrayList<>();
    Object identity = plugin.type("runtime.Launch").getMethod("identity").invoke(launch);
    Optional<?> own = (Optional<?>) identity.getClass().getMethod("timeout").invoke(identity);
    Object function =
        plugin
            .type("runtime.RuntimeFunction")
            .getConstructor(plugin.type("runtime.Launch"), Duration.class, Consumer.class)
            .newInstance(
                patient(plugin, launch, patience),
                own.isPresent() ? own.get() : timeout,
                (Consumer<String>) line -> output.add(line));
    return new StartedFunction(plugin, (AutoCloseable) function, output, rest);
  }

  /** The same launch, but for its patience. */
  private static Object patient(PluginClasses plugin, Object launch, Duration patience)
      throws ClassNotFoundException {
    Class<?> type = plugin.type("runtime.Launch");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          try {
            Object answer = method.invoke(launch, arguments);
            return method.getName().equals("patience") && patience.compareTo((Duration) answer) > 0
                ? patience
                : answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  /** Serves it on a free port as {@code run} does; {@code url()} of that says where. */
  public AutoCloseable endpoint() throws Exception {
    return (AutoCloseable)
        plugin
            .type("runtime.LocalEndpoint")
            .getMethod("start", int.class, plugin.type("runtime.LocalFunction"), Consumer.class)
            .invoke(null, 0, function, (Consumer<String>) line -> {});
  }

  /**
   * Invokes it once.
   *
   * @param event JSON
   */
  public Outcome invoke(String event) throws Exception {
    Class<?> invocation = plugin.type("runtime.Invocation");
    Class<?> payload = plugin.type("runtime.Payload");
    Object of =
        invocation
            .getMethod("of", payload)
            .invoke(null, payload.getMethod("of", String.class).invoke(null, event));
    try {
      return outcome(function.getClass().getMethod("invoke", invocation).invoke(function, of));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(String.join("\n", output), e.getCause());
    }
  }

  private Outcome outcome(Object answer) throws Exception {
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

  @Override
  public void close() throws IOException {
    try (rest) {
      function.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
