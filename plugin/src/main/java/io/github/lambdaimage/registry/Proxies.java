package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which proxy leads to an address. */
@FunctionalInterface
public interface Proxies {

  /**
   * The proxy for an address, or {@code null} for the JDK's own choice: none, unless its system
   * properties say otherwise.
   *
   * @throws LambdaImageException when there is one whose password cannot be read
   */
  @Nullable HttpProxy find(URI uri) throws LambdaImageException;

  /**
   * A connection by the proxy that leads to the address, not yet connected.
   *
   * @throws LambdaImageException as {@link #find}
   */
  default HttpURLConnection open(URI uri) throws IOException, LambdaImageException {
    HttpProxy proxy = find(uri);
    if (proxy == null) {
      return (HttpURLConnection) uri.toURL().openConnection();
    }
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(proxy.address());
    proxy.authenticate(connection);
    return connection;
  }
}
