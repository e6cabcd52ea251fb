package io.github.lambdaimage.runtime;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How an image is to be run by a container engine.
 *
 * @param image the name under which it is loaded
 * @param timeout of an invocation
 * @param passedOn names of the host's variables that the function gets
 * @param debugPort where the JVM waits for a debugger before it does anything
 */
public record ContainerRun(
    String image,
    Architecture architecture,
    Duration timeout,
    SortedSet<String> passedOn,
    OptionalInt debugPort) {

  private static final int EMULATOR_PORT = 8080;

  /**
   * The run of an image.
   *
   * @param variables of the host: those of AWS are passed on, such as its credentials
   */
  public static ContainerRun of(
      ImageSummary image, Duration timeout, Map<String, String> variables, OptionalInt debugPort)
      throws LambdaImageException {
    SortedSet<String> passedOn = new TreeSet<>();
    for (String name : variables.keySet()) {
      if (LambdaVariables.isPassedOn(name)) {
        passedOn.add(name);
      }
    }
    return new ContainerRun(
        "lambda-image-run:" + image.imageId().hex().substring(0, 12),
        Architecture.parse(image.architecture()),
        timeout,
        passedOn,
        debugPort);
  }

  /**
   * The engine's arguments. Variables are passed by name alone: what a command line says, every
   * user of the machine can read.
   *
   * @param name of the container
   * @param port on the host that leads to AWS's emulator
   */
  List<String> arguments(String name, int port) {
    List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--name", name));
    arguments.addAll(List.of("--platform", ContainerEngine.platform(architecture)));
    arguments.addAll(List.of("-p", "127.0.0.1:" + port + ":" + EMULATOR_PORT));
    arguments.addAll(List.of("-e", "AWS_LAMBDA_FUNCTION_TIMEOUT=" + timeout.toSeconds()));
    passedOn.forEach(variable -> arguments.addAll(List.of("-e", variable)));
    debugPort.ifPresent(
        debug -> {
          arguments.addAll(List.of("-p", "127.0.0.1:" + debug + ":" + debug));
          arguments.addAll(List.of("-e", "JAVA_TOOL_OPTIONS=" + Debugger.option("*", debug)));
        });
    arguments.add(image);
    return arguments;
  }
}
