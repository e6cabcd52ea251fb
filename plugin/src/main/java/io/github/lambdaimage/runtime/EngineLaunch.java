package io.github.lambdaimage.runtime;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.ContainerNetwork;
import io.github.lambdaimage.engine.RunImage;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A start in a container: with the real base and without an emulator, since the plugin's own
 * Runtime API serves it. The container is like Lambda's sandbox: read-only except for {@code /tmp},
 * not root, and with the image's extensions.
 */
public final class EngineLaunch implements Launch {

  private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

  /** The user of Lambda's sandbox, whatever the image says. */
  private static final String USER = "993:990";

  /** Docker's default is {@code noexec}, but AWS's client unpacks its native library there. */
  private static final String TMP = "/tmp:rw,exec,mode=1777";

  /** The engine's own exit status if there was no container; no program of an image uses it. */
  private static final int NOT_RUN = 125;

  /** Also the engine's, if a container did not start its program; but programs use it too. */
  private static final int NOT_INVOKED = 126;

  private static final int NOT_FOUND = 127;

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final RunImage image;
  private final ContainerNetwork network;
  private final FunctionIdentity identity;
  private final SortedMap<String, String> environment;
  private final OptionalInt debugPort;
  private final ContainerStart start;
  private final EngineComplaints complaints = new EngineComplaints();
  private final @Nullable Path made;

  /**
   * A start.
   *
   * @param image that the engine has, or will have before the first start
   * @param network with which the container reaches the Runtime API
   * @param identity of the function
   * @param environment in addition to the image's own, without the address of the Runtime API
   * @param debugPort where the JVM waits for a debugger before it does anything; without a shell,
   *     {@code environment} has the option too
   * @param start what the container starts
   * @param made the folder of this machine that is {@code /tmp/lambda-image} there: then there are
   *     more starts of the image, and it is kept at the end
   */
  private EngineLaunch(
      RunImage image,
      ContainerNetwork network,
      FunctionIdentity identity,
      SortedMap<String, String> environment,
      OptionalInt debugPort,
      ContainerStart start,
      @Nullable Path made) {
    this.image = image;
    this.network = network;
    this.identity = identity;
    this.environment = environment;
    this.debugPort = debugPort;
    this.start = start;
    this.made = made;
  }

  /** A start that is the image's only one. */
  public EngineLaunch(
      RunImage image,
      ContainerNetwork network,
      FunctionIdentity identity,
      SortedMap<String, String> environment,
      OptionalInt debugPort,
      ContainerStart start) {
    this(image, network, identity, environment, debugPort, start, null);
  }

  /** One of several starts of the image, each of which can leave something in a folder. */
  public EngineLaunch with(Path made) {
    return new EngineLaunch(image, network, identity, environment, debugPort, start, made);
  }

  /** The same start with other variables, which override its own. */
  public EngineLaunch with(Map<String, String> variables) {
    SortedMap<String, String> all = new TreeMap<>(environment);
    all.putAll(variables);
    return new EngineLaunch(image, network, identity, all, debugPort, start, made);
  }

  /**
   * The start of an image's function.
   *
   * @param host this machine, whose AWS variables are passed on, such as its credentials
   * @param start what the container starts
   */
  public static EngineLaunch of(
      RunImage image,
      ContainerNetwork network,
      ImageLayout layout,
      RuntimeHost host,
      OptionalInt debugPort,
      ContainerStart start)
      throws LambdaImageException {
    ContainerEnvironment environment =
        new ContainerEnvironment(
            JsonObject.parse(layout.config(), "The image's config").object("config").texts("Env"),
            host,
            layout.summary().handler());
    return new EngineLaunch(
        image,
        network,
        environment.identity(),
        environment.variables(
            debugAddress(network), start.byShell() ? OptionalInt.empty() : debugPort),
        debugPort,
        start);
  }

  private static String debugAddress(ContainerNetwork network) {
    return network.isShared() ? "127.0.0.1" : "*";
  }

  @Override
  public FunctionIdentity identity() {
    return identity;
  }

  @Override
  public Extensions extensions() {
    return start.byShell()
        ? Extensions.of(start.extensions(), identity, environment.getOrDefault("_HANDLER", ""))
        : Extensions.NONE;
  }

  @Override
  public Set<String> hostNames() {
    return network.isShared() ? Set.of() : Set.of(network.host());
  }

  @Override
  public RuntimeProcess start(String api, RuntimeOutput lines)
      throws IOException, LambdaImageException {
    String container = image.newContainer();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(image.engine().command(arguments(container, network.authority(api))));
      builder.environment().putAll(environment);
      builder
          .environment()
          .putAll(
              start.environment(
                  end(container),
                  debugPort.isPresent()
                      ? Debugger.option(debugAddress(network), debugPort.getAsInt())
                      : ""));
      RuntimeOutput noted = complaints.noting(new ReadOnlyHint(lines));
      return start.byShell()
          ? RuntimeProcess.startTied(
              builder, noted, end(container), () -> image.remove(container), it -> pid(container))
          : RuntimeProcess.start(
              builder, noted, () -> image.remove(container), it -> pid(container));
    } catch (IOException e) {
      image.remove(container);
      throw e;
    }
  }

  /**
   * The engine's arguments. Variables are passed by name only: every user of the machine can read
   * command lines.
   */
  List<String> arguments(String container, String api) {
    List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--name", container));
    arguments.addAll(List.of("--platform", ContainerEngine.platform(image.architecture())));
    // Only this run knows the name; a registry that has it must not be asked.
    arguments.addAll(List.of("--pull", "never", "--user", USER, "--read-only", "--tmpfs", TMP));
    if (image.engine().isPodman()) {
      arguments.add("--read-only-tmpfs=false");
    }
    if (made != null) {
      arguments.addAll(List.of("--volume", made + ":/tmp/lambda-image"));
    }
    arguments.addAll(network.options());
    if (network.isShared() && !extensions().names().isEmpty()) {
      // Extensions listen there for telemetry.
      ImageRoot.SANDBOX.forEach(it -> arguments.addAll(List.of("--add-host", it + ":127.0.0.1")));
    }
    if (!network.isShared() && debugPort.isPresent()) {
      int port = debugPort.getAsInt();
      arguments.addAll(List.of("-p", "127.0.0.1:" + port + ":" + port));
    }
    arguments.addAll(List.of("-e", RUNTIME_API + "=" + api));
    environment.keySet().forEach(name -> arguments.addAll(List.of("-e", name)));
    arguments.addAll(start.options());
    arguments.add(image.name());
    arguments.addAll(start.arguments());
    return arguments;
  }

  @Override
  public Duration patience(Duration timeout) {
    Duration needed = image.engine().timeouts().start();
    return timeout.compareTo(needed) < 0 ? needed : timeout;
  }

  /** Signals and output go through the engine, whose time is not the extensions'. */
  @Override
  public Duration shutdown() {
    return SHUTDOWN;
  }

  @Override
  public void exited(int exitCode) throws LambdaImageException {
    if (complaints.isForeign()) {
      throw new LambdaImageException(
          "This machine runs no programs for %s, which the image is for. Install emulation (qemu-user-static on Debian; Docker Desktop and podman machine have it), or try the function with the other <architecture>."
              .formatted(ContainerEngine.platform(image.architecture())));
    }
    if (exitCode == NOT_RUN
        || (complaints.isRefused() && (exitCode == NOT_INVOKED || exitCode == NOT_FOUND))) {
      throw failure(new IOException("it ended with exit status " + exitCode));
    }
  }

  @Override
  public LambdaImageException failure(IOException why) {
    return new LambdaImageException(
        "The container cannot be started by '%s': %s. Its output above tells more. See that the engine runs, and that it can run %s%s."
            .formatted(
                image.engine().name(),
                FailureReason.of(why),
                ContainerEngine.platform(image.architecture()),
                made == null
                    ? "; or set <runWith> to 'process', which takes Maven's Java in place of the base"
                    : ""),
        why);
  }

  @Override
  public void close() {
    if (made == null) {
      image.close();
    }
  }

  /** The script's mark before the runtime's exit status. */
  private static String end(String container) {
    return container + " ended with ";
  }

  /**
   * The container's first process, which starts or becomes the runtime; 0 if it runs on another
   * kernel.
   */
  private long pid(String container) {
    try {
      return network.isShared()
          ? Long.parseLong(
              image
                  .engine()
                  .run(List.of("inspect", "--format", "{{.State.Pid}}", container))
                  .strip())
          : 0;
    } catch (LambdaImageException | NumberFormatException e) {
      return 0;
    }
  }
}
