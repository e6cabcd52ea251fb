package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The proxy for a URL. */
@FunctionalInterface
public interface Proxies {

  /**
   * The proxy for a URL, or {@code null} for the JDK's own choice: none, unless its system
   * properties say otherwise.
   *
   * @throws LambdaImageException when there is one whose password cannot be read
   */
  @Nullable HttpProxy find(URI uri) throws LambdaImageException;

  /**
   * A connection through the proxy for a URL, not yet connected.
   *
   * @throws LambdaImageException as for {@link #find}
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
