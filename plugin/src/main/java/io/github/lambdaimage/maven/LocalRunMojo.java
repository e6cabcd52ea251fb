package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.EnvFile;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that run the image on this machine. */
abstract class LocalRunMojo extends FunctionMojo {

  /**
   * After how many seconds an invocation is ended, and the start of the function as well, for which
   * a container has two minutes at the least. The default is what the image sets {@code
   * AWS_LAMBDA_FUNCTION_TIMEOUT} to, or 300; Lambda's own is 3.
   */
  @Parameter(property = "lambda-image.timeout")
  @Nullable Integer timeout;

  /**
   * What runs the image: {@code process} is a JVM of the Java that Maven runs on, with AWS's
   * runtime interface client and the files of the image; {@code engine} is docker, podman, finch or
   * nerdctl, the first that is on the {@code PATH}, with the real base, read-only but for {@code
   * /tmp} and not as root, as on Lambda; the image needs no emulator. The default is a process
   * where that is possible: on Linux, if Maven's Java is not older than the base's. A process uses
   * the machine's own instruction set: native libraries for another one need an engine.
   */
  @Parameter(property = "lambda-image.runWith")
  @Nullable String runWith;

  /**
   * The container engine: its name or path. The default is the first on the {@code PATH} of {@code
   * docker}, {@code podman}, {@code finch} and {@code nerdctl}. It runs on this machine, or in a
   * virtual machine on it; rootless Docker cannot reach what Maven serves, rootless podman can.
   */
  @Parameter(property = "lambda-image.engine")
  @Nullable String engine;

  /**
   * A port, such as {@code 5005}: the function's JVM waits there for a debugger before it does
   * anything, and nothing times out.
   */
  @Parameter(property = "lambda-image.debug")
  @Nullable Integer debug;

  /**
   * A file with variables for the function, {@code NAME=value} on each line, as dotenv and Docker
   * Compose read it: they go before the image's own, and into no image. The default is {@code .env}
   * beside the POM, if it is there.
   */
  @Parameter(property = "lambda-image.envFile")
  @Nullable String envFile;

  @Override
  final void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    Optional<EnvFile> own = envFile();
    own.ifPresent(file -> context.console().info(file.toString()));
    LocalRuns runs =
        new LocalRuns(
            localRequest(),
            entrypoint(),
            function::javaOf,
            context.host().with(own.map(EnvFile::variables).orElseGet(TreeMap::new)),
            new RuntimeInterfaceClient(context.maven(), project),
            context.connections().archive(),
            project.getBuild().getDirectory(),
            context.console());
    run(context, new LocalImage(function, runs, context.console()));
  }

  /** How the image shall be run. */
  LocalRequest localRequest() throws LambdaImageException {
    return LocalRequest.of(runWith, engine, timeout, debug);
  }

  /** The function's variables on this machine. */
  Optional<EnvFile> envFile() throws LambdaImageException {
    return EnvFile.find(project.getBasedir().toPath(), envFile);
  }

  /** Makes what is left of the goal's request, and does its work. */
  abstract void run(GoalContext context, LocalImage image) throws LambdaImageException;
}
