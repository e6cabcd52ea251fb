package io.github.lambdaimage.it.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.it.handlers.HostImages;
import io.github.lambdaimage.it.handlers.NamespaceForm;
import io.github.lambdaimage.it.handlers.PluginClasses;
import io.github.lambdaimage.it.handlers.SharedHostImages;
import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The plugin answers as AWS's emulator, or as the table says, with a reason. */
@Tag("slow")
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
    assertThat(Path.of("../docs/run.md")).content().contains(names.size() + " requests");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's client has a native part.")
  void thePluginAnswersAsTheTableSays(@TempDir Path work) throws Exception {
    RuntimeInstallation client = RuntimeInstallation.of(SharedHostImages.CLIENT);
    BatteryFunction function = BatteryFunction.in(work, client);
    try (PluginClasses plugin = new PluginClasses()) {
      assertThat(LocalBattery.inProcess(plugin, function).differences(Battery.read(Battery.FILE)))
          .isEmpty();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @ExtendWith(SharedHostImages.class)
  void anImageInANamespaceAnswersTheSame(HostImages images, @TempDir Path work) throws Exception {
    BatteryFunction function =
        BatteryFunction.in(work, RuntimeInstallation.of(SharedHostImages.CLIENT));
    LocalBattery battery = LocalBattery.inImage(new NamespaceForm(images), images, function);
    assertThat(battery.differences(Battery.read(Battery.FILE))).isEmpty();
  }
}
