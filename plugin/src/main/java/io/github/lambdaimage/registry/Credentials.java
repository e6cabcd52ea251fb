package io.github.lambdaimage.registry;

import io.github.lambdaimage.function.LambdaImageException;
import java.util.Optional;

/** Where credentials come from. */
@FunctionalInterface
public interface Credentials {

  /**
   * The credential for a registry, or none to go on anonymously.
   *
   * @param registry host, with {@code :port} where one is given
   * @throws LambdaImageException when there is one that cannot be read
   */
  Optional<Credential> find(String registry) throws LambdaImageException;

  /** These, and the others for registries that these know nothing of. */
  default Credentials orElse(Credentials others) {
    return registry -> {
      Optional<Credential> found = find(registry);
      return found.isPresent() ? found : others.find(registry);
    };
  }
}
