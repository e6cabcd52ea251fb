package io.github.lambdaimage.engine;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** What an engine still has from runs whose Maven was killed. */
final class Leftovers {

  private Leftovers() {}

  /**
   * Removes all of it, as far as the engine allows: the next run works without this too. An image
   * that a container uses stays, since nothing is forced.
   */
  static void remove(ContainerEngine engine) {
    try {
      String containers =
          engine.run(
              List.of("ps", "-a", "--filter", "name=" + RunOwner.PREFIX, "--format", "{{.Names}}"));
      containers
          .lines()
          .map(String::strip)
          .filter(RunOwner::isLeftBehind)
          .forEach(name -> engine.attempt(List.of("rm", "-f", name)));
      String images = engine.run(List.of("images", "--format", "{{.Repository}}:{{.Tag}}"));
      images
          .lines()
          .map(String::strip)
          .filter(RunOwner::isLeftBehind)
          .forEach(name -> engine.attempt(List.of("rmi", name)));
    } catch (LambdaImageException e) {
      // Whatever is wrong with the engine, the following load meets it too and reports it.
    }
  }
}
