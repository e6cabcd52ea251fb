package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.registry.Proxies;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Amazon ECR, as all functions of one build use it. */
public final class Ecr {

  private final Proxies proxies;
  private final ConcurrentMap<AwsAccess, EcrRegistry> registries = new ConcurrentHashMap<>();

  public Ecr(Proxies proxies) {
    this.proxies = proxies;
  }

  /** The registry that is reached so; it begins to connect when it is first asked for. */
  EcrRegistry reachedBy(AwsAccess access) {
    return registries.computeIfAbsent(access, it -> EcrRegistry.connect(it, proxies));
  }

  /**
   * The registry that serves a host: by the host's form, or because ECR's own answer to this build
   * named it.
   */
  Optional<EcrRegistry> serving(String host, AwsAccess access) throws LambdaImageException {
    Optional<EcrHost> parsed = EcrHost.parse(host);
    if (parsed.isPresent()) {
      return Optional.of(reachedBy(access.in(parsed.get().region())));
    }
    EcrRegistry connected = registries.get(access);
    return connected != null && connected.token().registry().equals(host)
        ? Optional.of(connected)
        : Optional.empty();
  }
}
