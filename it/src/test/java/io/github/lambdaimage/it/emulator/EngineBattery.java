package io.github.lambdaimage.it.emulator;

import io.github.lambdaimage.it.handlers.EngineImage;
import io.github.lambdaimage.it.handlers.HostImages;
import io.github.lambdaimage.it.handlers.PluginClasses;
import io.github.lambdaimage.it.handlers.SharedHostImages;
import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.nio.file.Path;
import java.util.Map;

/**
 * The battery in containers, for {@code it/interop}, which has engines. Tells how many requests
 * there were, after what was answered otherwise than the table says.
 *
 * <p>Arguments: an empty folder to work in, and names of engines.
 */
final class EngineBattery {

  private EngineBattery() {}

  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[0]);
    BatteryFunction function =
        BatteryFunction.in(work, RuntimeInstallation.of(SharedHostImages.CLIENT));
    Battery battery = Battery.read(Battery.FILE);
    int requests = battery.runs().stream().mapToInt(run -> run.requests().size()).sum();
    try (PluginClasses plugin = new PluginClasses();
        HostImages images = HostImages.make(plugin, SharedHostImages.CLIENT, work)) {
      Object layout =
          images.layout(
              function.taskRoot(), "com.example.Acts::handle", Map.of("LC_ALL", "C.UTF-8"));
      for (int i = 1; i < arguments.length; i++) {
        try (EngineImage image = EngineImage.load(images, layout, arguments[i])) {
          System.out.print(LocalBattery.inContainers(image).differences(battery));
          System.out.println(arguments[i] + ": " + requests + " requests");
        }
      }
    }
  }
}
