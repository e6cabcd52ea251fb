package io.github.lambdaimage.maven;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine to load the image into, and the image's names there, with checked values.
 *
 * @param names at least one
 */
record LoadRequest(List<String> names, ContainerEngine engine, Architecture architecture) {

  /**
   * Checks the parameters.
   *
   * @param tags as Maven fills them
   * @param engine name or path of a container engine; {@code null} for the first one found
   * @param environment of this machine, with its {@code PATH}
   * @throws LambdaImageException when a value is malformed, or the engine does not exist
   */
  static LoadRequest of(
      String repository,
      List<@Nullable String> tags,
      @Nullable String engine,
      String architecture,
      Map<String, String> environment)
      throws LambdaImageException {
    return new LoadRequest(
        ArchiveNames.of(repository, tags),
        ContainerEngine.of(engine, environment),
        Architecture.parse(architecture));
  }
}
