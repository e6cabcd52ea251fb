package io.github.lambdaimage.standin.ecr;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.registry.RegistryServerBuilder;
import io.github.lambdaimage.standin.registry.SelfSignedCertificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What kind of ECR to start; by default one that allows everything, over plain HTTP. */
public final class EcrServerBuilder {

  Account account = Account.USUAL;
  boolean apiTls;
  boolean registryTls;
  @Nullable String registryHost;
  Supplier<String> tokens = () -> "token-" + UUID.randomUUID();
  private final RegistryServerBuilder registry = RegistryServer.builder();
  private final Map<String, String> templates = new HashMap<>();
  private final Set<String> furtherRegions = new TreeSet<>();
  private final Set<String> denied = new HashSet<>();
  private final List<String> signingStates = new ArrayList<>();
  private final Map<String, Integer> throttled = new HashMap<>();
  private UnaryOperator<Endpoint> before = endpoint -> endpoint;

  EcrServerBuilder() {}

  /** The account's 12 digits. */
  public EcrServerBuilder account(String id) {
    account = new Account(id, account.region());
    return this;
  }

  public EcrServerBuilder region(String region) {
    account = new Account(account.id(), region);
    return this;
  }

  /** Serves AWS's names in another region too. */
  public EcrServerBuilder alsoIn(String region) {
    furtherRegions.add(region);
    return this;
  }

  /** HTTPS for the registry, with a self-signed certificate for AWS's own names too. */
  public EcrServerBuilder tls() {
    registryTls = true;
    return this;
  }

  /** The same for the API. */
  public EcrServerBuilder apiTls() {
    apiTls = true;
    return this;
  }

  /** Whether the account has enabled the mounting of blobs from another repository. */
  public EcrServerBuilder mounting(boolean enabled) {
    registry.mounting(enabled);
    return this;
  }

  /** Mounts a blob only if a manifest of the repository that has it names it. */
  public EcrServerBuilder mountsOnlyWhatManifestsName() {
    registry.mountsOnlyWhatManifestsName();
    return this;
  }

  /**
   * Signs what is pushed; asked how far it is with an image, it says one state after the other, and
   * stays with the last: {@code IN_PROGRESS}, {@code COMPLETE} or {@code FAILED}.
   */
  public EcrServerBuilder signs(String... states) {
    signingStates.addAll(List.of(states));
    return this;
  }

  /** Has no list of what belongs to an image, as other programs' stand-ins. */
  public EcrServerBuilder withoutReferrers() {
    registry.withoutReferrers();
    return this;
  }

  /** Puts an endpoint of the test before the registry, such as one that fails now and then. */
  public EcrServerBuilder behind(UnaryOperator<Endpoint> endpoint) {
    UnaryOperator<Endpoint> inner = before;
    before = api -> endpoint.apply(inner.apply(api));
    return this;
  }

  /** Answers these operations of the API with AccessDeniedException. */
  public EcrServerBuilder denies(String... operations) {
    denied.addAll(Set.of(operations));
    return this;
  }

  /** Answers the first calls of an operation of the API with ThrottlingException. */
  public EcrServerBuilder throttles(String operation, int times) {
    throttled.put(operation, times);
    return this;
  }

  /**
   * Has a repository creation template for pushes: a push to a repository that is missing creates
   * it.
   *
   * @param prefix of the names, without the slash after it, or {@code ROOT} for all other ones
   */
  public EcrServerBuilder createsOnPush(String prefix, String tagMutability) {
    templates.put(prefix, tagMutability);
    return this;
  }

  /**
   * What the API names instead of the registry's own host and port: AWS's name of it, to be reached
   * through a proxy, or another program's registry.
   */
  public EcrServerBuilder registryHost(String host) {
    registryHost = host;
    return this;
  }

  /** Issues this token at every call, for a registry of another program that knows no other. */
  public EcrServerBuilder token(String token) {
    tokens = () -> token;
    return this;
  }

  public EcrServer start() {
    return new EcrServer(this);
  }

  Refusals refusals() {
    return new Refusals(account, denied, throttled);
  }

  Signing signing() {
    return Signing.of(
        signingStates, account.refusal("signer:SignPayload", "/signing-profiles/functions"));
  }

  /** One certificate for both, since clients take a file of them; none if nothing needs it. */
  @Nullable SelfSignedCertificate certificate() {
    if (!apiTls && !registryTls) {
      return null;
    }
    return SelfSignedCertificate.generate(
        Stream.concat(Stream.of(account.region()), furtherRegions.stream())
            .map(region -> region + ".amazonaws.com")
            .flatMap(
                domain ->
                    Stream.of("*.dkr.ecr.", "api.ecr.", "ecr.", "sts.", "portal.sso.")
                        .map(it -> it + domain))
            .toArray(String[]::new));
  }

  CreationTemplates templates() {
    return new CreationTemplates(templates);
  }

  RegistryServer startRegistry(
      @Nullable SelfSignedCertificate certificate,
      EcrRepositories repositories,
      UnaryOperator<Endpoint> gate) {
    if (certificate != null && registryTls) {
      registry.tls(certificate);
    }
    return registry.immutableTags(repositories::isImmutable).behind(gate).behind(before).start();
  }
}
