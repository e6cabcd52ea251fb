package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** Where credentials come from. */
@FunctionalInterface
public interface Credentials {

  /**
   * The credential for a registry, or empty to continue anonymously.
   *
   * @throws LambdaImageException when there is one that cannot be read
   */
  Optional<Credential> find(RegistryHost registry) throws LambdaImageException;

  /**
   * Another credential for one that the registry refuses, if possible: an expired token is issued
   * again.
   *
   * @throws LambdaImageException when there should be one, but is not
   */
  default Optional<Credential> renew(RegistryHost registry, Credential refused)
      throws LambdaImageException {
    return Optional.empty();
  }

  /** These credentials, and others for registries that these do not know. */
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
