package io.github.lambdaimage.it.handlers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A form in which the plugin runs an image, base included. */
public interface ImageForm {

  /**
   * Has the plugin run an image.
   *
   * @param layout the plugin's {@code ImageLayout}
   * @param own variables for the function here
   * @param timeout of an invocation, where the image names none
   * @param patience how long a start may take, at the least
   */
  StartedFunction start(Object layout, Map<String, String> own, Duration timeout, Duration patience)
      throws Exception;

  /** The plugin's {@code RuntimeHost}: this machine, whose own AWS variables are nobody's here. */
  static Object host(PluginClasses plugin, Map<String, String> own)
      throws ReflectiveOperationException {
    return plugin
        .type("runtime.RuntimeHost")
        .getConstructor(Path.class, int.class, String.class, String.class, Map.class, Map.class)
        .newInstance(
            Path.of(System.getProperty("java.home")),
            Runtime.version().feature(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Map.of(),
            own);
  }
}
