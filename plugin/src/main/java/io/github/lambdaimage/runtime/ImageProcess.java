package io.github.lambdaimage.runtime;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image starts, and how Lambda starts it.
 *
 * @param command the program with its arguments
 * @param environment all variables except the address of the Runtime API
 * @param directory the working directory
 */
record ImageProcess(List<String> command, Map<String, String> environment, String directory) {

  /** The search path of container engines for images that set none. */
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * Reads an image.
   *
   * @param host this machine, whose AWS variables are passed on, such as its credentials
   */
  static ImageProcess of(ImageLayout layout, RuntimeHost host) throws LambdaImageException {
    JsonObject config = JsonObject.parse(layout.config(), "The image's config").object("config");
    return of(config, layout.summary().handler(), host);
  }

  static ImageProcess of(JsonObject config, String handler, RuntimeHost host) {
    List<String> command = new ArrayList<>(config.texts("Entrypoint"));
    command.addAll(config.texts("Cmd"));
    Map<String, String> environment =
        environment(LambdaVariables.read(config.texts("Env")), handler, host);
    environment.putIfAbsent("PATH", PATH);
    String directory = config.text("WorkingDir", "");
    return new ImageProcess(
        List.copyOf(command), Map.copyOf(environment), directory.isEmpty() ? "/" : directory);
  }

  /** The same process with other variables, which override its own. */
  ImageProcess with(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new ImageProcess(command, Map.copyOf(all), directory);
  }

  /**
   * All variables of the process except the address of the Runtime API.
   *
   * @param image the image's own variables
   * @param handler the image's {@code Cmd}; empty for none
   */
  static Map<String, String> environment(
      Map<String, String> image, String handler, RuntimeHost host) {
    Map<String, String> environment = LambdaVariables.of(image, host.variables(), host.own());
    environment.putIfAbsent("LAMBDA_TASK_ROOT", "/var/task");
    environment.putIfAbsent("LAMBDA_RUNTIME_DIR", "/var/runtime");
    if (!handler.isEmpty()) {
      environment.put("_HANDLER", handler);
    }
    return environment;
  }
}
