package io.github.lambdaimage.runtime;

import io.github.lambdaimage.base.BaseRelease;
import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways to run a function here. */
public enum RunWith {
  /** A namespace, with the real base. */
  NAMESPACE,
  /** A process of the host's Java. */
  PROCESS,
  /** A container engine, with the real base. */
  ENGINE;

  /**
   * Parses {@code namespace}, {@code engine} or {@code process}.
   *
   * @return {@code null} for {@code null}: the plugin chooses
   */
  public static @Nullable RunWith parse(@Nullable String text) throws LambdaImageException {
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "namespace" -> NAMESPACE;
      case "process" -> PROCESS;
      case "engine" -> ENGINE;
      default ->
          throw new LambdaImageException(
              "<runWith> '%s' is not valid. Use 'namespace', 'engine' or 'process', or leave it out."
                  .formatted(text));
    };
  }

  /**
   * The way to run an image if a namespace does not work: the wanted one, or an engine if there is
   * one, or a process if that works.
   *
   * @param wanted {@code null} to choose
   * @param entrypoint of the image: a process can only run AWS's client
   * @param hasEngine whether there is one on this machine
   * @throws LambdaImageException when no way works on this machine
   */
  public static RunWith choose(
      @Nullable RunWith wanted,
      RuntimeHost host,
      ImageName base,
      BaseRelease release,
      Entrypoint entrypoint,
      boolean hasEngine)
      throws LambdaImageException {
    if (wanted == ENGINE || (wanted == null && hasEngine)) {
      return ENGINE;
    }
    if (entrypoint.isOwn() && !entrypoint.namesRuntimeClient()) {
      throw startedByImage(entrypoint, wanted);
    }
    Optional<String> hindrance = host.hindrance(base, release);
    if (hindrance.isEmpty() || (wanted == PROCESS && host.isLinux())) {
      return PROCESS;
    }
    if (wanted == PROCESS) {
      throw new LambdaImageException(
          "<runWith> 'process' is not possible here: %s. Leave it out, or set it to 'engine'."
              .formatted(hindrance.get()));
    }
    throw new LambdaImageException(
        "The image cannot be run here: %s, and no container engine (%s) works here. %s."
            .formatted(
                hindrance.get(), String.join(", ", ContainerEngine.KNOWN), cure(host.isLinux())));
  }

  private static LambdaImageException startedByImage(
      Entrypoint entrypoint, @Nullable RunWith wanted) {
    return new LambdaImageException(
        "The image cannot be run in a process: its <entrypoint> '%s' is a program of the image, and a process here has AWS's runtime interface client call a handler. %s."
            .formatted(
                String.join(" ", entrypoint.command()),
                wanted == PROCESS
                    ? "Leave <runWith> out, or set it to 'namespace' or 'engine'"
                    : "Install a container engine ("
                        + String.join(", ", ContainerEngine.KNOWN)
                        + "), which starts it"));
  }

  private static String cure(boolean linux) {
    return linux
        ? "Run Maven on a newer Java, install a container engine, or set <runWith> to 'process' to try the Java that is there"
        : "Install a container engine";
  }
}
