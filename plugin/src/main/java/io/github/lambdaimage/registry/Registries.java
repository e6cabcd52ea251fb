package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.HashMap;
import java.util.Map;

/** The registries of one build, with one token each. */
public final class Registries {

  private static final String PULL = "pull";
  private static final String PULL_AND_PUSH = "pull,push";

  private final RegistryAddresses addresses;
  private final Transport transport;
  private final Credentials credentials;
  private final RetryPolicy retries;
  private final Map<RegistryHost, Registry> registries = new HashMap<>();

  public Registries(Transport transport, Credentials credentials, RetryPolicy retries) {
    this(new RegistryAddresses(transport, retries), transport, credentials, retries);
  }

  private Registries(
      RegistryAddresses addresses,
      Transport transport,
      Credentials credentials,
      RetryPolicy retries) {
    this.addresses = addresses;
    this.transport = transport;
    this.credentials = credentials;
    this.retries = retries;
  }

  /**
   * The same registries, with tokens of their own: a token for all repositories would grow with
   * each, and registries limit the size of headers.
   */
  Registries withOwnTokens() {
    return new Registries(addresses, transport, credentials, retries);
  }

  /** The repository of an image, to read from. */
  Repository toPull(ImageName image) throws LambdaImageException {
    return toPull(RegistryHost.parse(image.registry()), image.repository());
  }

  Repository toPull(RegistryHost registry, String repository) {
    return registry(registry).repository(repository, PULL);
  }

  Repository toPush(RegistryHost registry, String repository) {
    return registry(registry).repository(repository, PULL_AND_PUSH);
  }

  private synchronized Registry registry(RegistryHost host) {
    Registry registry = registries.get(host);
    if (registry == null) {
      registry = new Registry(host, addresses.of(host), transport, credentials, retries);
      registries.put(host, registry);
    }
    return registry;
  }
}
