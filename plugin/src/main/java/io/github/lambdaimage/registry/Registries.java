package io.github.lambdaimage.registry;

import java.util.HashMap;
import java.util.Map;

/** The registries of one build, with one connection and one token each. */
public final class Registries {

  private static final String PULL = "pull";
  private static final String PULL_AND_PUSH = "pull,push";

  private final Transport transport;
  private final Credentials credentials;
  private final RetryPolicy retries;
  private final Map<String, RegistryConnection> connections = new HashMap<>();

  public Registries(Transport transport, Credentials credentials, RetryPolicy retries) {
    this.transport = transport;
    this.credentials = credentials;
    this.retries = retries;
  }

  Repository toPull(String registry, String repository) {
    return new Repository(connection(registry), repository, PULL);
  }

  Repository toPush(String registry, String repository) {
    return new Repository(connection(registry), repository, PULL_AND_PUSH);
  }

  private synchronized RegistryConnection connection(String registry) {
    return connections.computeIfAbsent(
        registry, host -> new RegistryConnection(host, transport, credentials, retries));
  }
}
