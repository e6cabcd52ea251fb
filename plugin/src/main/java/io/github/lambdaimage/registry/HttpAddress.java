package io.github.lambdaimage.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** URLs that a registry names; only HTTP and HTTPS are accepted. */
final class HttpAddress {

  private static final int LARGEST_PORT = 65_535;

  private HttpAddress() {}

  /** An absolute URL. */
  static Optional<URI> of(String text) {
    try {
      return checked(new URI(withoutFragment(text)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A URL that may be relative to another one. An empty one is not valid. */
  static Optional<URI> of(URI base, String text) {
    try {
      return text.isBlank()
          ? Optional.empty()
          : checked(base.resolve(new URI(withoutFragment(text))));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A URL without its fragment, which is never sent, and must not swallow what is appended. */
  private static String withoutFragment(String text) {
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }

  private static Optional<URI> checked(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http") || scheme.equals("https");
    return http && hasHost(uri) ? Optional.of(uri) : Optional.empty();
  }

  private static boolean hasHost(URI uri) {
    if (uri.getHost() != null) {
      return uri.getPort() != 0 && uri.getPort() <= LARGEST_PORT;
    }
    // Java's URI does not accept hosts with "_", which container networks have.
    String authority = uri.getRawAuthority();
    return authority != null && RegistryHost.find(authority).isPresent();
  }
}
