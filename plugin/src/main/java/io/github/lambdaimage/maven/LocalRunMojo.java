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
   * The time limit of an invocation in seconds. It also limits the start of the function, which in
   * a container has at least two minutes. The default is the image's {@code
   * AWS_LAMBDA_FUNCTION_TIMEOUT}, or 300; Lambda's own default is 3.
   */
  @Parameter(property = "lambda-image.timeout")
  @Nullable Integer timeout;

  /**
   * How the image runs. {@code namespace} runs all of it, base included, in Linux namespaces; this
   * needs neither root nor an engine, only {@code unshare} (util-linux 2.36) and a kernel that
   * allows it, and for the other architecture qemu's {@code binfmt_misc} handler. The base is
   * unpacked once, into the local repository. {@code engine} uses docker, podman, finch or nerdctl,
   * with the real base and equally read-only; the image needs no emulator. {@code process} is a JVM
   * of the Java that Maven runs on, with AWS's runtime interface client and the files of the image,
   * but nothing of the base. The default is a namespace if that works, else the first working
   * engine, else a process.
   */
  @Parameter(property = "lambda-image.runWith")
  @Nullable String runWith;

  /**
   * The container engine: its name or path. The default is the first on the {@code PATH} of {@code
   * docker}, {@code podman}, {@code finch} and {@code nerdctl}; without {@code runWith}, the first
   * of them that works and can run the image. It must run on this machine, or in a virtual machine
   * on it. Rootless Docker cannot reach Maven's Runtime API; rootless podman can.
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
   * Compose read it. They override the image's own variables and are never put into an image. The
   * default is {@code .env} beside the POM, if that exists.
   */
  @Parameter(property = "lambda-image.envFile")
  @Nullable String envFile;

  /**
   * {@code try} starts the function as SnapStart does: its hooks ({@code beforeCheckpoint()},
   * {@code afterRestore()}) run before the first invocation, and connections and seeded random
   * number generators that would be in the snapshot are reported.
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

  /** The request for the local run. */
  LocalRequest localRequest() throws LambdaImageException {
    return LocalRequest.of(runWith, engine, timeout, debug, concurrency());
  }

  /** How many runtimes run at once. */
  int concurrency() {
    return 1;
  }

  /** The variables that parameters set for the local function; they override all others. */
  Map<String, String> own() throws LambdaImageException {
    Map<String, String> own = new TreeMap<>();
    if (triesSnapStart()) {
      own.put(FunctionIdentity.INITIALIZATION_TYPE, FunctionIdentity.SNAP_START);
    }
    return own;
  }

  /** The property also sets the image's label, with other values that do not matter here. */
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

  /** Makes the rest of the goal's request, and does its work. */
  abstract void run(GoalContext context, LocalImage image) throws LambdaImageException;
}
