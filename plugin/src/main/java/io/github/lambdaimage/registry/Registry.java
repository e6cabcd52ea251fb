package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/**
 * A registry: the chain of links to it, from transport to retry. Each link does one thing and knows
 * the next one only as an {@link Exchange}.
 */
final class Registry {

  private final RegistryAddress address;
  private final Authentication authentication;
  private final Exchange redirects;
  private final Retry retry;

  Registry(
      RegistryHost host,
      RegistryAddress address,
      Exchange wire,
      Credentials credentials,
      RetryPolicy policy) {
    this.address = address;
    authentication = new Authentication(host, address, wire, credentials);
    redirects = new Redirects(authentication);
    retry = new Retry(host, policy, redirects, authentication);
  }

  /** A repository of it, with a login for these actions. */
  Repository repository(String name, String actions) {
    authentication.require("repository:" + name + ":" + actions);
    return new Repository(this, name);
  }

  RegistryAddress address() {
    return address;
  }

  Retry retry() {
    return retry;
  }

  /** Sends a request without effect; whether it is answered does not matter. */
  void connect() throws IOException, LambdaImageException {
    redirects.send(Request.get(address.resolve("/v2/"))).close();
  }
}
