package io.github.lambdaimage.runtime;

import static java.util.stream.Collectors.joining;

import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.KillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A start on the Java of this machine, with AWS's runtime interface client.
 *
 * @param java the program
 * @param options of the JVM, including the class path with AWS's client
 * @param scratch a directory for a file of each start
 * @param taskRoot the working directory: {@code /var/task} on Lambda
 * @param environment all variables except the address of the Runtime API
 * @param identity of the function, from the environment
 * @param handler the image's {@code Cmd}
 */
public record HostLaunch(
    Path java,
    List<String> options,
    Path scratch,
    Path taskRoot,
    Map<String, String> environment,
    FunctionIdentity identity,
    String handler)
    implements Launch {

  @Override
  public RuntimeProcess start(String api, RuntimeOutput lines) throws IOException {
    // In a file, since this JVM may be unable to encode all characters on a command line.
    Path arguments = Files.createTempFile(scratch, "jvm-", ".arguments");
    KillSwitch killSwitch = KillSwitch.create();
    try {
      Files.writeString(
          arguments, quoted(options) + "\n" + LambdaJava.RUNTIME_CLIENT + "\n" + quoted(handler));
      ProcessBuilder builder =
          new ProcessBuilder(java.toString(), "@" + arguments).directory(taskRoot.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("_HANDLER", handler);
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
      RuntimeProcess process =
          RuntimeProcess.startHere(
              builder,
              lines,
              () -> {
                killSwitch.close();
                Scratch.discard(arguments);
              });
      killSwitch.guard(process.handle());
      return process;
    } catch (IOException e) {
      killSwitch.close();
      Scratch.discard(arguments);
      throw e;
    }
  }

  @Override
  public LambdaImageException failure(IOException why) {
    return new LambdaImageException(
        "The function cannot be started with '%s': %s. Run Maven on a JDK whose 'java' works."
            .formatted(java, FailureReason.of(why)),
        why);
  }

  private static String quoted(List<String> arguments) {
    return arguments.stream().map(HostLaunch::quoted).collect(joining("\n"));
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
