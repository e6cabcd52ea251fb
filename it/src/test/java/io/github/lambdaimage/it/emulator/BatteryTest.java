package io.github.lambdaimage.it.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.it.handlers.PluginClasses;
import io.github.lambdaimage.it.runtime.RuntimeInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The plugin answers as AWS's emulator, or as the table says, with a reason. */
class BatteryTest {

  @Test
  void eachDifferenceHasItsReason() throws Exception {
    Battery battery = Battery.read(Battery.FILE);
    List<String> names = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    battery.always().forEach(rule -> used.add(rule.path("why").asText()));
    for (BatteryRun run : battery.runs()) {
      for (ObjectNode row : run.requests()) {
        names.add(row.path("name").asText());
        assertThat(row.has("emulator")).as(row.path("name").asText()).isTrue();
        assertThat(row.has("why")).as(row.path("name").asText()).isEqualTo(row.has("ours"));
        row.path("why").forEach(reason -> used.add(reason.asText()));
      }
    }
    Set<String> reasons = new TreeSet<>();
    battery.reasons().properties().forEach(reason -> reasons.add(reason.getKey()));

    assertThat(used).isEqualTo(reasons);
    assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's client has a native part.")
  void thePluginAnswersAsTheTableSays(@TempDir Path work) throws Exception {
    RuntimeInstallation client = RuntimeInstallation.of(Path.of("target/runtime-interface-client"));
    BatteryFunction function = BatteryFunction.in(work, client);
    Battery battery = Battery.read(Battery.FILE);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try (PluginClasses plugin = new PluginClasses()) {
      LocalBattery local = new LocalBattery(plugin, function, work);
      List<Future<String>> runs = new ArrayList<>();
      for (BatteryRun run : battery.runs()) {
        runs.add(two.submit(() -> differences(battery, run, local.play(run))));
      }
      StringBuilder all = new StringBuilder();
      for (Future<String> run : runs) {
        all.append(run.get());
      }
      assertThat(all).asString().isEmpty();
    } finally {
      two.shutdownNow();
    }
  }

  private static String differences(Battery battery, BatteryRun run, List<ObjectNode> answers) {
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
}
