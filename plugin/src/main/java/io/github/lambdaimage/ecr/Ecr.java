package io.github.lambdaimage.ecr;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.MissingImageException;
import io.github.lambdaimage.registry.Proxies;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Amazon ECR for all functions of one build: one connection and one token for each Region. */
public final class Ecr {

  private final Proxies proxies;
  private final ConcurrentMap<AwsAccess, EcrRegistry> registries = new ConcurrentHashMap<>();
  private final ConcurrentMap<AwsAccess, Pending<EcrRegistry>> ofOwnRegion =
      new ConcurrentHashMap<>();

  public Ecr(Proxies proxies) {
    this.proxies = proxies;
  }

  /** The registry for an access; it begins to connect when it is first asked for. */
  Pending<EcrRegistry> reachedBy(AwsAccess access) {
    if (access.region() != null) {
      EcrRegistry registry = connected(access);
      return Pending.of(registry);
    }
    // The SDK finds the Region; an access that names the same one shares the connection.
    return ofOwnRegion.computeIfAbsent(
        access,
        it ->
            Pending.start("lambda-image-ecr", () -> connected(it.in(AwsSession.region(it).id()))));
  }

  private EcrRegistry connected(AwsAccess access) {
    return registries.computeIfAbsent(access, it -> EcrRegistry.connect(it, proxies));
  }

  /**
   * The registry that serves a host: recognised by the host's form, or because ECR's own answer in
   * this build named it, as a local stand-in does.
   */
  Optional<EcrRegistry> serving(RegistryHost host, AwsAccess access) throws LambdaImageException {
    Optional<EcrHost> parsed = EcrHost.parse(host.canonical());
    if (parsed.isPresent()) {
      return Optional.of(connected(access.in(parsed.get().region())));
    }
    boolean own = host.isLoopback();
    Pending<EcrRegistry> ownRegion = ofOwnRegion.get(access);
    if (own && ownRegion != null) {
      ownRegion.get();
    }
    for (EcrRegistry registry : registries.values()) {
      // Other registries must not wait for an ECR token, or fail with it.
      if (own ? registry.token().registry().equals(host) : registry.isKnownAs(host)) {
        return Optional.of(registry);
      }
    }
    return Optional.empty();
  }

  /**
   * A registry's refusal with ECR's own advice, if it came from ECR; any other failure unchanged.
   *
   * @param access how the failed build reached AWS
   */
  public LambdaImageException explained(LambdaImageException failure, AwsAccess access) {
    if (failure instanceof MissingImageException missing) {
      return archivedPerhaps(missing);
    }
    if (!(failure instanceof RegistryException refusal) || refusal.answer() == null) {
      return failure;
    }
    try {
      Optional<EcrRegistry> registry =
          serving(Objects.requireNonNull(refusal.answer()).registry(), access);
      return registry.isPresent()
          ? new EcrExplanation(registry.get().session(), registry.get().token()).of(refusal)
          : failure;
    } catch (LambdaImageException e) {
      // There are no AWS credentials: a login was refused.
      return failure;
    }
  }

  /** Explains that the image may be archived: Amazon ECR then answers as if it did not exist. */
  private static LambdaImageException archivedPerhaps(MissingImageException missing) {
    ImageName image = missing.image();
    return EcrHost.parse(image.registry()).isPresent()
        ? new LambdaImageException(
            missing.getMessage() + " " + HiddenCause.ofArchive(image.repository()), missing)
        : missing;
  }
}
