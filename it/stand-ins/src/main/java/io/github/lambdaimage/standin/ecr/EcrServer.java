package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.proxy.ConnectProxy;
import io.github.lambdaimage.standin.registry.Credentials;
import io.github.lambdaimage.standin.registry.LoopbackServer;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.registry.Repository;
import io.github.lambdaimage.standin.registry.SelfSignedCertificate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running ECR of one account in one region: the API, and the registry that it speaks for. */
public final class EcrServer implements AutoCloseable {

  private final List<ApiCall> requests = new CopyOnWriteArrayList<>();
  private final AuthorizationTokens tokens;
  private final AssumeRole sts = new AssumeRole();
  private final SsoPortal sso = new SsoPortal();
  private final EcrRepositories repositories;
  private final @Nullable SelfSignedCertificate certificate;
  private final Account account;
  private final RegistryServer registry;
  private final String registryHost;
  private final LoopbackServer api;

  EcrServer(EcrServerBuilder options) {
    account = options.account;
    tokens = new AuthorizationTokens(options.tokens);
    repositories = new EcrRepositories(account);
    certificate = options.certificate();
    registry =
        options.startRegistry(
            certificate,
            repositories,
            next -> new RegistryGate(tokens, repositories, options.templates(), next));
    registryHost = options.registryHost == null ? registry.authority() : options.registryHost;
    AwsApi aws =
        new AwsApi(
            options.refusals(),
            new EcrOperations(account, registryHost, tokens, repositories, options.signing()),
            sts,
            sso,
            requests::add);
    api = LoopbackServer.start(options.apiTls ? certificate : null, aws, request -> {});
  }

  /** An ECR that allows everything. */
  public static EcrServer start() {
    return builder().start();
  }

  public static EcrServerBuilder builder() {
    return new EcrServerBuilder();
  }

  /** Where the API is, STS's and SSO's too. */
  public URI uri() {
    return api.uri();
  }

  public InetSocketAddress address() {
    return api.address();
  }

  public Account account() {
    return account;
  }

  public RegistryServer registry() {
    return registry;
  }

  /** The first part of an image's name, as the API has it in {@code repositoryUri}. */
  public String registryHost() {
    return registryHost;
  }

  /** The certificate in PEM form, for clients that shall trust it. */
  public String certificatePem() {
    if (certificate == null) {
      throw new IllegalStateException("This ECR has no certificate");
    }
    return certificate.pem();
  }

  /** What the AWS SDK and the AWS CLI need to find this ECR, and nothing else. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_ECR", uri().toString(),
        "AWS_ENDPOINT_URL_STS", uri().toString(),
        "AWS_ENDPOINT_URL_SSO", uri().toString(),
        "AWS_REGION", account.region(),
        "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_EC2_METADATA_DISABLED", "true",
        // The developer's own profiles must not matter.
        "AWS_CONFIG_FILE", "/no-such-file",
        "AWS_SHARED_CREDENTIALS_FILE", "/no-such-file");
  }

  /** Starts a proxy that leads AWS's own names of ECR and STS here. */
  public ConnectProxy startProxy() {
    return ConnectProxy.start(routes());
  }

  /** The same, for those alone who have the password. */
  public ConnectProxy startProxy(Credentials credentials) {
    return ConnectProxy.start(routes(), credentials);
  }

  private Map<String, InetSocketAddress> routes() {
    return Map.of(
        ".+\\.dkr[.-]ecr(?:-fips)?\\..+", registry.address(),
        "(?:api\\.ecr|ecr|ecr-fips|sts|portal\\.sso)\\..+", api.address());
  }

  /** Creates a repository with mutable tags, to be filled through its representation here. */
  public Repository createRepository(String name) {
    return createRepository(name, "MUTABLE");
  }

  /**
   * The same with another tag mutability, such as IMMUTABLE, and tags that it does not hold for.
   */
  public Repository createRepository(String name, String tagMutability, String... exclusions) {
    ObjectNode settings =
        JsonNodeFactory.instance
            .objectNode()
            .put("repositoryName", name)
            .put("imageTagMutability", tagMutability);
    for (String filter : exclusions) {
      settings
          .withArray("imageTagMutabilityExclusionFilters")
          .addObject()
          .put("filterType", "WILDCARD")
          .put("filter", filter);
    }
    repositories.create(name, settings);
    return registry.repository(name);
  }

  /** What the API was told of a repository; fails if it was not created. */
  public EcrRepository repository(String name) {
    return repositories.get(name);
  }

  /** The names of all repositories. */
  public List<String> repositories() {
    return repositories.all().stream().map(EcrRepository::name).toList();
  }

  /** All calls of the API since the start or the last {@link #forgetRequests}. */
  public List<ApiCall> requests() {
    return List.copyOf(requests);
  }

  /** The calls of one operation. */
  public List<ApiCall> calls(String operation) {
    return requests.stream().filter(call -> call.operation().equals(operation)).toList();
  }

  /** Forgets the calls of the API and the requests to the registry. */
  public void forgetRequests() {
    requests.clear();
    registry.forgetRequests();
  }

  /** The registry's passwords that the API has issued so far. */
  public List<String> tokens() {
    return tokens.issued();
  }

  /** Everything that must be in no log: tokens in all their forms, and the keys of roles. */
  public List<String> secrets() {
    Stream<String> passwords =
        tokens().stream()
            .flatMap(
                token ->
                    Stream.of(
                        token,
                        AuthorizationTokens.credentials(token).basic().replace("Basic ", "")));
    return Stream.of(
            passwords,
            sts.secrets().stream(),
            sso.secrets().stream(),
            Stream.of(environment().get("AWS_SECRET_ACCESS_KEY")))
        .flatMap(all -> all)
        .toList();
  }

  /** Makes every token invalid that was issued so far, as twelve hours do. */
  public void expireTokens() {
    tokens.expireAll();
  }

  @Override
  public void close() {
    api.close();
    registry.close();
  }
}
