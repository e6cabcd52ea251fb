package io.github.lambdaimage.it.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.it.handlers.HostFunction;
import io.github.lambdaimage.it.handlers.PluginClasses;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What {@code run} serves, started as that goal does it, under the battery. */
final class LocalBattery {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final PluginClasses plugin;
  private final BatteryFunction function;
  private final Path work;

  LocalBattery(PluginClasses plugin, BatteryFunction function, Path work) {
    this.plugin = plugin;
    this.function = function;
    this.work = work;
  }

  /** The answers of a run, as the table has them. */
  List<ObjectNode> play(BatteryRun run) throws Exception {
    Path folder = Files.createTempDirectory(work, "run");
    HostFunction host =
        new HostFunction(
            plugin,
            JAVA,
            function.options(),
            function.taskRoot(),
            function.environment(run, folder),
            run.handler());
    Consumer<String> lines = line -> {};
    Class<?> local = plugin.type("runtime.LocalFunction");
    try (AutoCloseable started = host.start(TIMEOUT, lines);
        AutoCloseable endpoint =
            (AutoCloseable)
                plugin
                    .type("runtime.LocalEndpoint")
                    .getMethod("start", int.class, local, Consumer.class)
                    .invoke(null, 0, started, lines)) {
      String url = String.valueOf(endpoint.getClass().getMethod("url").invoke(endpoint));
      return run.play(URI.create(url).getPort(), folder);
    }
  }
}
