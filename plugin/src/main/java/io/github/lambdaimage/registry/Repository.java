package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/**
 * A repository of a registry.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
final class Repository {

  private final Registry registry;
  private final String name;

  Repository(Registry registry, String name) {
    this.registry = registry;
    this.name = name;
  }

  /** Whether nobody in this build has begun to connect to its registry; the caller does. */
  boolean beginsConnecting() {
    return registry.address().beginsConnecting();
  }

  /** Connects and authenticates, so that the connection exists when it is needed. */
  void connect() throws IOException, LambdaImageException {
    registry.connect();
  }

  /** Whether it is worth trying to mount a blob before asking whether it exists. */
  boolean mayMount() {
    return registry.address().mayMount();
  }

  Manifests manifests() {
    return new Manifests(registry.address(), registry.retry(), name);
  }

  Referrers referrers() {
    return new Referrers(registry.address(), registry.retry(), name);
  }

  Blobs blobs() {
    return new Blobs(registry.address(), registry.retry(), name);
  }

  Uploads uploads() {
    return new Uploads(registry.address(), registry.retry(), name);
  }
}
