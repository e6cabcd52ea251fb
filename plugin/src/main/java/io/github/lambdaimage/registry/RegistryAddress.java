package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The address of a registry, found out when it is first needed: HTTPS; plain HTTP only on loopback
 * addresses, and if the user lists the registry as insecure.
 */
final class RegistryAddress {

  private static final int BAD_REQUEST = 400;
  private static final String PING = "/v2/";

  private final RegistryHost registry;
  private final boolean insecure;
  private final Exchange wire;
  private final Retry retry;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private final AtomicBoolean mounting = new AtomicBoolean(true);
  private @Nullable String root;

  /**
   * The address of a registry.
   *
   * @param insecure whether the user lists it as insecure
   * @param wire sends the first request, before any login
   */
  RegistryAddress(RegistryHost registry, boolean insecure, Exchange wire, RetryPolicy policy) {
    this.registry = registry;
    this.insecure = insecure;
    this.wire = wire;
    this.retry = new Retry(registry, policy, wire, refusal -> false);
  }

  /**
   * A URL in the registry.
   *
   * @param path from {@code /v2/} on
   */
  URI resolve(String path) throws LambdaImageException {
    return URI.create(root() + path);
  }

  /** Whether a URL is in the registry, with the same protocol. */
  boolean owns(URI uri) throws LambdaImageException {
    URI own = URI.create(root());
    return own.getScheme().equalsIgnoreCase(uri.getScheme())
        && RegistryHost.of(own).equals(RegistryHost.of(uri));
  }

  /** Whether nobody has begun to connect ahead yet; the caller does. */
  boolean beginsConnecting() {
    return !connecting.getAndSet(true);
  }

  /** Whether the registry may support mounts: no answer has shown otherwise yet. */
  boolean mayMount() {
    return mounting.get();
  }

  /** Records that it has answered a mount with an upload session, so it does not support mounts. */
  void doesNotMount() {
    mounting.set(false);
  }

  /**
   * The URL of an upload session. Behind a proxy that ends TLS, a registry that does not know of it
   * says http.
   */
  URI session(URI location) throws LambdaImageException {
    String query = location.getRawQuery();
    return registry.isAt(location)
        ? resolve(location.getRawPath() + (query == null ? "" : "?" + query))
        : location;
  }

  private synchronized String root() throws LambdaImageException {
    String found = root;
    if (found == null) {
      found = retry.call(once -> find());
      root = found;
    }
    return found;
  }

  private String find() throws LambdaImageException {
    String https = "https://" + registry;
    String http = "http://" + registry;
    try {
      if (registry.isLoopback()) {
        return speaks(http) ? http : https;
      }
      return !insecure || speaksTls(https) ? https : http;
    } catch (IOException e) {
      throw RegistryExplanation.of(Request.get(URI.create(https + PING)), e);
    }
  }

  /** Tries plain HTTP first, because the JDK's TLS takes longer to start than a push. */
  private boolean speaks(String http) throws IOException, LambdaImageException {
    try (Response response = wire.send(Request.get(URI.create(http + PING)))) {
      // "Client sent an HTTP request to an HTTPS server" is a 400, which the protocol does not use
      // here.
      return response.status() != BAD_REQUEST;
    } catch (ConnectException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean speaksTls(String https) throws IOException, LambdaImageException {
    try {
      wire.send(Request.get(URI.create(https + PING))).close();
      return true;
    } catch (SSLException | ConnectException e) {
      return false;
    }
  }
}
