package io.github.lambdaimage.engine;

import io.github.lambdaimage.function.Architecture;
import java.util.List;

/**
 * An image in an engine, and the commands that run it, ready to paste.
 *
 * @param names {@code repository:tag}s in the engine; at least one
 * @param said the engine's output, possibly empty
 */
public record LoadedImage(
    ContainerEngine engine, List<String> names, Architecture architecture, String said) {

  private static final String INVOKE =
      "curl http://localhost:9000/2015-03-31/functions/function/invocations -d '{}'";

  /**
   * Whether a machine runs the image without emulation.
   *
   * @param osArch the machine, as Java calls it: {@code amd64} or {@code aarch64}, on some systems
   *     {@code x86_64} or {@code arm64}
   */
  public boolean isNativeOn(String osArch) {
    return architecture.isOf(osArch);
  }

  /**
   * The commands that start the function behind the emulator that AWS's bases have, and invoke it.
   *
   * @param osArch the machine, as Java calls it
   */
  public List<String> emulatorCommands(String osArch) {
    return List.of(
        "%s run --rm -p 9000:8080%s %s"
            .formatted(
                quoted(),
                isNativeOn(osArch) ? "" : " --platform " + ContainerEngine.platform(architecture),
                names.get(0)),
        INVOKE);
  }

  /** The commands for an image without that emulator: Maven serves the container. */
  public List<String> mavenCommands() {
    return List.of(
        "mvn lambda-image:run -Dlambda-image.runWith=engine -Dlambda-image.engine=" + quoted(),
        INVOKE);
  }

  private String quoted() {
    return engine.name().contains(" ") ? "'" + engine.name() + "'" : engine.name();
  }
}
