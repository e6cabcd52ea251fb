package io.github.lambdaimage.standin.registry;

import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What kind of registry to start; by default one without a password, over plain HTTP. */
public final class RegistryServerBuilder {

  @Nullable SelfSignedCertificate certificate;
  Mounting mounting = Mounting.ALL;
  BiPredicate<String, String> immutableTags = (repository, tag) -> false;
  @Nullable TokenIssuer tokens;

  /** As Amazon ECR has it. */
  int referrersPerPage = 50;

  private boolean tokensElsewhere;
  private UnaryOperator<Endpoint> authentication = api -> api;
  private UnaryOperator<Endpoint> outermost = api -> api;

  RegistryServerBuilder() {}

  /** HTTPS with a self-signed certificate. */
  public RegistryServerBuilder tls() {
    return tls(SelfSignedCertificate.generate());
  }

  /** HTTPS with this certificate. */
  public RegistryServerBuilder tls(SelfSignedCertificate own) {
    certificate = own;
    return this;
  }

  /** Demands a user and a password at every request. */
  public RegistryServerBuilder basicAuth(String user, String password) {
    Credentials credentials = new Credentials(user, password);
    authentication = api -> new BasicAuth(credentials, api);
    return this;
  }

  /** Demands tokens, issued by the registry itself to this user. */
  public RegistryServerBuilder bearerAuth(String user, String password) {
    return bearerAuth(new TokenIssuer(new Credentials(user, password), false));
  }

  /** Demands tokens; pulling needs no password, as at public.ecr.aws. */
  public RegistryServerBuilder bearerAuthAndAnonymousPull(String user, String password) {
    return bearerAuth(new TokenIssuer(new Credentials(user, password), true));
  }

  /** The same; tokens are issued by another server, whose host is {@code localhost}. */
  public RegistryServerBuilder bearerAuthElsewhere(String user, String password) {
    tokensElsewhere = true;
    return bearerAuth(user, password);
  }

  private RegistryServerBuilder bearerAuth(TokenIssuer issuer) {
    tokens = issuer;
    authentication = api -> new BearerAuth(issuer, null, api);
    return this;
  }

  /** Starts the server that issues tokens, if it is not the registry itself. */
  @Nullable LoopbackServer startTokenService(Consumer<RecordedRequest> log) {
    TokenIssuer issuer = tokens;
    if (issuer == null || !tokensElsewhere) {
      return null;
    }
    LoopbackServer server = LoopbackServer.start(null, issuer, log);
    String realm = "http://localhost:" + server.address().getPort() + TokenIssuer.PATH;
    authentication = api -> new BearerAuth(issuer, realm, api);
    return server;
  }

  /** Whether blobs may be mounted from another repository: an account of ECR must enable it. */
  public RegistryServerBuilder mounting(boolean enabled) {
    mounting = enabled ? Mounting.ALL : Mounting.NONE;
    return this;
  }

  /** Mounts a blob only if a manifest of the repository that has it names it, as ECR does. */
  public RegistryServerBuilder mountsOnlyWhatManifestsName() {
    mounting = Mounting.NAMED_BY_A_MANIFEST;
    return this;
  }

  /** Refuses a tag that exists, even for the same digest, as ECR's immutable repositories do. */
  public RegistryServerBuilder immutableTags() {
    return immutableTags((repository, tag) -> true);
  }

  /** The same for some tags alone: the test gets the names of the repository and of the tag. */
  public RegistryServerBuilder immutableTags(BiPredicate<String, String> some) {
    immutableTags = some;
    return this;
  }

  /** Lists no manifests that belong to another one, as registries before OCI 1.1. */
  public RegistryServerBuilder withoutReferrers() {
    return referrersPerPage(0);
  }

  /** How many of them are on a page. */
  public RegistryServerBuilder referrersPerPage(int count) {
    referrersPerPage = count;
    return this;
  }

  /** Puts an endpoint of the test before everything else, such as one that fails now and then. */
  public RegistryServerBuilder behind(UnaryOperator<Endpoint> endpoint) {
    UnaryOperator<Endpoint> before = outermost;
    outermost = api -> endpoint.apply(before.apply(api));
    return this;
  }

  public RegistryServer start() {
    return new RegistryServer(this);
  }

  Endpoint protect(Endpoint api) {
    return new ErrorAnswers(outermost.apply(authentication.apply(api)));
  }
}
