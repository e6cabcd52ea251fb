package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** Where credentials come from. */
@FunctionalInterface
public interface Credentials {

  /**
   * The credential for a registry, or none to go on anonymously.
   *
   * @throws LambdaImageException when there is one that cannot be read
   */
  Optional<Credential> find(RegistryHost registry) throws LambdaImageException;

  /**
   * Another credential in the place of one that the registry refuses, where one can be had: a token
   * that expired is issued anew.
   *
   * @throws LambdaImageException when it should be to be had and is not
   */
  default Optional<Credential> renew(RegistryHost registry, Credential refused)
      throws LambdaImageException {
    return Optional.empty();
  }

  /** These, and the others for registries that these know nothing of. */
  default Credentials orElse(Credentials others) {
    Credentials first = this;
    return new Credentials() {
      @Override
      public Optional<Credential> find(RegistryHost registry) throws LambdaImageException {
        Optional<Credential> found = first.find(registry);
        return found.isPresent() ? found : others.find(registry);
      }

      @Override
      public Optional<Credential> renew(RegistryHost registry, Credential refused)
          throws LambdaImageException {
        Optional<Credential> renewed = first.renew(registry, refused);
        return renewed.isPresent() ? renewed : others.renew(registry, refused);
      }
    };
  }
}
