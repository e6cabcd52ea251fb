package io.github.lambdaimage.standin.registry;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A running registry on a free port of the loopback interface. */
public final class RegistryServer implements AutoCloseable {

  private final BlobStore store = BlobStore.create();
  private final Repositories repositories = new Repositories(store);
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final @Nullable SelfSignedCertificate certificate;
  private final @Nullable TokenIssuer tokens;
  private final List<RecordedRequest> tokenRequests = new CopyOnWriteArrayList<>();
  private final @Nullable LoopbackServer tokenService;
  private final LoopbackServer http;

  RegistryServer(RegistryServerBuilder options) {
    certificate = options.certificate;
    tokens = options.tokens;
    tokenService = options.startTokenService(tokenRequests::add);
    Endpoint api = new RegistryApi(repositories, store, options);
    http = LoopbackServer.start(certificate, options.protect(api), requests::add);
  }

  /** A registry without a password, over plain HTTP. */
  public static RegistryServer start() {
    return builder().start();
  }

  public static RegistryServerBuilder builder() {
    return new RegistryServerBuilder();
  }

  /** Host and port, the first part of an image's name. */
  public String authority() {
    return http.authority();
  }

  public URI uri() {
    return http.uri();
  }

  public InetSocketAddress address() {
    return http.address();
  }

  /** The repository of this name, which need not have been used yet. */
  public Repository repository(String name) {
    return repositories.get(name);
  }

  /** All requests since the start or the last {@link #forgetRequests}, in the order of answers. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests for tokens, where another server issues them. */
  public List<RecordedRequest> tokenRequests() {
    return List.copyOf(tokenRequests);
  }

  /** The requests whose method and path each match a whole regular expression. */
  public List<RecordedRequest> requests(String method, String pathPattern) {
    return requests.stream().filter(request -> request.is(method, pathPattern)).toList();
  }

  /** The bytes of all requests' bodies. */
  public long bytesReceived() {
    return requests.stream().mapToLong(RecordedRequest::bytesReceived).sum();
  }

  public void forgetRequests() {
    requests.clear();
  }

  /** Makes every token invalid that was issued so far. */
  public void expireTokens() {
    if (tokens == null) {
      throw new IllegalStateException("This registry issues no tokens");
    }
    tokens.expireAll();
  }

  /** The certificate in PEM form, for clients that shall trust it. */
  public String certificatePem() {
    if (certificate == null) {
      throw new IllegalStateException("This registry has no certificate");
    }
    return certificate.pem();
  }

  @Override
  public void close() {
    http.close();
    if (tokenService != null) {
      tokenService.close();
    }
    store.close();
  }
}
