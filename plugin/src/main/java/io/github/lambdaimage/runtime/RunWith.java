package io.github.lambdaimage.runtime;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.image.ImageLayout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs a function here. */
public enum RunWith {
  /** A process of the host's Java. */
  PROCESS,
  /** A container engine, with the real base. */
  ENGINE;

  /**
   * Parses {@code process} or {@code engine}.
   *
   * @return {@code null} for {@code null}, which leaves it to the plugin
   */
  public static @Nullable RunWith parse(@Nullable String text) throws LambdaImageException {
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "process" -> PROCESS;
      case "engine" -> ENGINE;
      default ->
          throw new LambdaImageException(
              "<runWith> '%s' is neither 'process' nor 'engine'. Use one of them, or leave it out."
                  .formatted(text));
    };
  }

  /**
   * What runs an image: what is wanted, or a process where that works, or an engine.
   *
   * @throws LambdaImageException when nothing on this machine can
   */
  public static RunWith choose(@Nullable RunWith wanted, RuntimeHost host, ImageLayout layout)
      throws LambdaImageException {
    Optional<String> hindrance = host.hindrance(layout);
    boolean anyway = wanted == PROCESS && host.isLinux();
    if (wanted != ENGINE && (hindrance.isEmpty() || anyway)) {
      return PROCESS;
    }
    if (wanted != PROCESS && ContainerEngine.find(host.variables()).isPresent()) {
      return ENGINE;
    }
    throw new LambdaImageException(
        "The image cannot be run here: %s%s. %s."
            .formatted(
                wanted == ENGINE ? "<runWith> is 'engine'" : hindrance.orElse(""),
                wanted == PROCESS
                    ? ""
                    : ", and no container engine (%s) is on the PATH"
                        .formatted(String.join(", ", ContainerEngine.NAMES)),
                cure(wanted, host)));
  }

  private static String cure(@Nullable RunWith wanted, RuntimeHost host) {
    if (wanted == PROCESS) {
      return "Leave <runWith> out, or set it to 'engine'";
    }
    return wanted == ENGINE || !host.isLinux()
        ? "Install a container engine"
        : "Run Maven on a newer Java, install a container engine, or set <runWith> to 'process' to try the Java that is there";
  }
}
