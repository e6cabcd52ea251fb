package io.github.lambdaimage.it.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.it.handlers.Differences;
import io.github.lambdaimage.it.handlers.EngineImage;
import io.github.lambdaimage.it.handlers.HostFunction;
import io.github.lambdaimage.it.handlers.HostImages;
import io.github.lambdaimage.it.handlers.ImageForm;
import io.github.lambdaimage.it.handlers.PluginClasses;
import io.github.lambdaimage.it.handlers.StartedFunction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code run} serves, started as that goal does it, under the battery. */
final class LocalBattery {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** For a start, which is given more than the function's own timeout: here are many at once. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String NEVER_READY = "com.example.Starts$Hangs";

  private final Start start;

  private LocalBattery(Start start) {
    this.start = start;
  }

  /** Starts the function of a run. */
  private interface Start {
    StartedFunction of(BatteryRun run, BatteryGate gate) throws Exception;
  }

  /** In a process of this machine's Java. */
  static LocalBattery inProcess(PluginClasses plugin, BatteryFunction function) {
    return new LocalBattery(
        (run, gate) ->
            new HostFunction(
                    plugin,
                    JAVA,
                    function.options(),
                    function.taskRoot(),
                    function.environment(run, gate),
                    run.handler())
                .start(TIMEOUT, patience(run)));
  }

  /** As an image, in whatever form. */
  static LocalBattery inImage(ImageForm form, HostImages images, BatteryFunction function) {
    return new LocalBattery(
        (run, gate) -> {
          Map<String, String> variables = new LinkedHashMap<>(run.variables());
          variables.put("LC_ALL", "C.UTF-8");
          Object layout = images.layout(function.taskRoot(), run.handler(), variables);
          return form.start(layout, gate.variables(), TIMEOUT, patience(run));
        });
  }

  /** In containers of one image. */
  static LocalBattery inContainers(EngineImage image) {
    return new LocalBattery(
        (run, gate) -> {
          Map<String, String> variables = new LinkedHashMap<>(run.variables());
          variables.putAll(gate.variables());
          return image.start(run.handler(), variables, TIMEOUT, patience(run));
        });
  }

  private static Duration patience(BatteryRun run) {
    return run.handler().startsWith(NEVER_READY) ? Duration.ZERO : PATIENCE;
  }

  /** What is answered otherwise than the table says, as a text that is empty if nothing is. */
  String differences(Battery battery) throws Exception {
    // Half of the time goes by in waiting for what times out.
    return Differences.of(battery.runs(), 4, run -> differences(battery, run));
  }

  private String differences(Battery battery, BatteryRun run) throws Exception {
    List<ObjectNode> answers = play(run);
    StringBuilder differences = new StringBuilder();
    List<ObjectNode> rows = run.requests();
    for (int i = 0; i < rows.size(); i++) {
      JsonNode expected = battery.expected(rows.get(i));
      if (!expected.equals(answers.get(i))) {
        differences.append(
            "%s: %s%n  expected: %s%n  but was:  %s%n"
                .formatted(
                    run.name(), rows.get(i).path("name").asText(), expected, answers.get(i)));
      }
    }
    return differences.toString();
  }

  private List<ObjectNode> play(BatteryRun run) throws Exception {
    try (BatteryGate gate = BatteryGate.open();
        StartedFunction function = start.of(run, gate);
        AutoCloseable endpoint = function.endpoint()) {
      String url = String.valueOf(endpoint.getClass().getMethod("url").invoke(endpoint));
      return run.play(URI.create(url).getPort(), gate);
    }
  }
}
