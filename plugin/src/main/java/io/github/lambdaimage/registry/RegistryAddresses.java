package io.github.lambdaimage.registry;

import java.util.HashMap;
import java.util.Map;

/** The addresses of registries, found out once for all callers and logins. */
final class RegistryAddresses {

  private final Transport transport;
  private final RetryPolicy retries;
  private final Map<RegistryHost, RegistryAddress> addresses = new HashMap<>();

  RegistryAddresses(Transport transport, RetryPolicy retries) {
    this.transport = transport;
    this.retries = retries;
  }

  synchronized RegistryAddress of(RegistryHost host) {
    RegistryAddress address = addresses.get(host);
    if (address == null) {
      address = new RegistryAddress(host, transport.isInsecure(host), transport, retries);
      addresses.put(host, address);
    }
    return address;
  }
}
