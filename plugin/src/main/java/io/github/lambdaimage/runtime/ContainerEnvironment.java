package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The variables of a container in addition to those of its image. */
final class ContainerEnvironment {

  private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

  private final Map<String, String> image;
  private final Map<String, String> all;
  private final FunctionIdentity identity;

  /**
   * The variables from Lambda, the image and this machine.
   *
   * @param environment the {@code Env} of the image's config, {@code NAME=value} each
   * @param host this machine
   * @param handler the image's {@code Cmd}; empty for none
   * @throws LambdaImageException for an invalid number
   */
  ContainerEnvironment(List<String> environment, RuntimeHost host, String handler)
      throws LambdaImageException {
    this.image = LambdaVariables.read(environment);
    this.all = ImageProcess.environment(image, handler, host);
    this.identity = FunctionIdentity.of(all);
  }

  FunctionIdentity identity() {
    return identity;
  }

  /**
   * Those that the image does not have, or has with another value.
   *
   * @param debugAddress where the JVM waits for a debugger, added to the image's options
   */
  SortedMap<String, String> variables(String debugAddress, OptionalInt debugPort) {
    SortedMap<String, String> variables = new TreeMap<>(all);
    debugPort.ifPresent(
        port ->
            variables.put(
                JVM_OPTIONS,
                (all.getOrDefault(JVM_OPTIONS, "") + " " + Debugger.option(debugAddress, port))
                    .strip()));
    variables.entrySet().removeAll(image.entrySet());
    return variables;
  }
}
