package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.FunctionIdentity;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that run the image on this machine. */
abstract class LocalRunMojo extends FunctionMojo {

  private static final String TRY = "try";

  /**
   * After how many seconds an invocation is ended, and the start of the function as well, for which
   * a container has two minutes at the least. The default is what the image sets {@code
   * AWS_LAMBDA_FUNCTION_TIMEOUT} to, or 300; Lambda's own is 3.
   */
  @Parameter(property = "lambda-image.timeout")
  @Nullable Integer timeout;

  /**
   * What runs the image. {@code namespace} runs it as it is, base included, in namespaces of Linux,
   * which need neither root nor an engine but {@code unshare} (util-linux 2.36) and a kernel that
   * allows them; an image for the other architecture needs qemu's {@code binfmt_misc} handler. The
   * base is unpacked once, into the local repository. {@code engine} is docker, podman, finch or
   * nerdctl, with the real base and as read-only; the image needs no emulator. {@code process} is a
   * JVM of the Java that Maven runs on, with AWS's runtime interface client and the files of the
   * image, and nothing of the base. The default is a namespace where that works, else the first
   * engine that does, else a process.
   */
  @Parameter(property = "lambda-image.runWith")
  @Nullable String runWith;

  /**
   * The container engine: its name or path. The default is the first on the {@code PATH} of {@code
   * docker}, {@code podman}, {@code finch} and {@code nerdctl}; without {@code runWith}, the first
   * of them that works and is of use. It runs on this machine, or in a virtual machine on it;
   * rootless Docker cannot reach what Maven serves, rootless podman can.
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

  /**
   * {@code try} starts the function as SnapStart does: its hooks ({@code beforeCheckpoint()},
   * {@code afterRestore()}) run before the first invocation, and connections and seeded random
   * numbers that would be in the snapshot are told.
   */
  @Parameter(property = "lambda-image.snapStart")
  @Nullable String trySnapStart;

  @Override
  final void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    OwnVariables own =
        new OwnVariables(project.getBasedir().toPath(), envFile, own(), context.console());
    LocalRuns runs =
        new LocalRuns(
            localRequest(),
            entrypoint(),
            function::javaOf,
            context.host(),
            context.namespaces(),
            new RuntimeInterfaceClient(context.maven(), project),
            new EngineRuns(
                context.connections(), project.getBuild().getDirectory(), context.console()),
            context.console());
    run(context, new LocalImage(function, runs, own, context.console()));
  }

  /** How the image shall be run. */
  LocalRequest localRequest() throws LambdaImageException {
    return LocalRequest.of(runWith, engine, timeout, debug, concurrency());
  }

  /** How many runtimes there are at once. */
  int concurrency() {
    return 1;
  }

  /** What the parameters say to the function on this machine: before all else, as variables. */
  Map<String, String> own() throws LambdaImageException {
    Map<String, String> own = new TreeMap<>();
    if (triesSnapStart()) {
      own.put(FunctionIdentity.INITIALIZATION_TYPE, FunctionIdentity.SNAP_START);
    }
    return own;
  }

  /** The property is that of the image's label too, which is no matter of this machine. */
  private boolean triesSnapStart() throws LambdaImageException {
    if (trySnapStart == null || trySnapStart.equals("true") || trySnapStart.equals("false")) {
      return false;
    }
    if (trySnapStart.equals(TRY)) {
      return true;
    }
    throw new LambdaImageException(
        "lambda-image.snapStart '%s' is not 'try', 'true' or 'false'. Use 'try' to start the function as SnapStart does, or leave it out."
            .formatted(trySnapStart));
  }

  @Override
  boolean allowsSnapStart() throws LambdaImageException {
    return !TRY.equals(snapStart) && super.allowsSnapStart();
  }

  /** Makes what is left of the goal's request, and does its work. */
  abstract void run(GoalContext context, LocalImage image) throws LambdaImageException;
}
