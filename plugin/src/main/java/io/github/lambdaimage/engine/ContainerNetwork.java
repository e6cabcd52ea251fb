package io.github.lambdaimage.engine;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;

/**
 * How a container reaches a server on this machine's loopback address.
 *
 * @param options of the engine's {@code run}
 * @param host the container's name for this machine
 */
public record ContainerNetwork(List<String> options, String host) {

  /** Docker's, Finch's and nerdctl's name of the machine around their virtual machine. */
  private static final String DOCKER_HOST = "host.docker.internal";

  /** Podman's. */
  private static final String PODMAN_HOST = "host.containers.internal";

  private static final String LOOPBACK = "127.0.0.1";
  private static final ContainerNetwork SHARED =
      new ContainerNetwork(List.of("--network", "host"), LOOPBACK);

  /** For engines that know the name by themselves, this changes nothing. */
  private static final ContainerNetwork OF_DOCKER_MACHINE =
      new ContainerNetwork(List.of("--add-host", DOCKER_HOST + ":host-gateway"), DOCKER_HOST);

  private static final ContainerNetwork OF_PODMAN_MACHINE =
      new ContainerNetwork(List.of(), PODMAN_HOST);

  /**
   * The network of an engine's containers. On Linux they share the machine's; on other systems the
   * engine has a virtual machine, whose own loopback is of no use.
   *
   * @param osName Java's name of the operating system
   * @throws LambdaImageException for an engine whose containers reach nothing of this machine
   */
  public static ContainerNetwork of(ContainerEngine engine, String osName)
      throws LambdaImageException {
    return find(engine, osName)
        .orElseThrow(
            () ->
                new LambdaImageException(
                    hindrance(engine)
                        + ". Use podman (-Dlambda-image.engine=podman), which is rootless too, or leave <runWith> out."));
  }

  /** Why an engine has none of those, as a sentence without its end. */
  public static String hindrance(ContainerEngine engine) {
    return "'%s' is rootless here: its containers have a network of their own, from which the events that Maven hands out on %s cannot be fetched"
        .formatted(engine.name(), LOOPBACK);
  }

  /** The network of an engine's containers; empty if they reach nothing of this machine. */
  public static Optional<ContainerNetwork> find(ContainerEngine engine, String osName) {
    if (engine.isPodman()) {
      return Optional.of(osName.equals("Linux") ? SHARED : OF_PODMAN_MACHINE);
    }
    if (!osName.equals("Linux")) {
      return Optional.of(OF_DOCKER_MACHINE);
    }
    String kind = kind(engine);
    if (kind.contains("Docker Desktop")) {
      return Optional.of(OF_DOCKER_MACHINE);
    }
    return kind.contains("rootless") ? Optional.empty() : Optional.of(SHARED);
  }

  /** Whether containers and this machine share one network. */
  public boolean isShared() {
    return host.equals(LOOPBACK);
  }

  /**
   * An address of this machine as the container sees it.
   *
   * @param authority host and port, such as {@code 127.0.0.1:9000}
   */
  public String authority(String authority) {
    return host + authority.substring(authority.lastIndexOf(':'));
  }

  /** The engine's own description; podman under docker's name does not understand the question. */
  private static String kind(ContainerEngine engine) {
    try {
      return engine.run(List.of("info", "--format", "{{.OperatingSystem}} {{.SecurityOptions}}"));
    } catch (LambdaImageException e) {
      return "";
    }
  }
}
