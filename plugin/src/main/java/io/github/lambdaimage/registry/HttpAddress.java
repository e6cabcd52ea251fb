package io.github.lambdaimage.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Addresses that a registry names: what cannot be spoken to by HTTP is none. */
final class HttpAddress {

  private static final int LARGEST_PORT = 65_535;

  private HttpAddress() {}

  /** An address that has to be whole. */
  static Optional<URI> of(String text) {
    try {
      return checked(new URI(withoutFragment(text)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** An address that may be relative to another one. An empty one leads nowhere. */
  static Optional<URI> of(URI base, String text) {
    try {
      return text.isBlank()
          ? Optional.empty()
          : checked(base.resolve(new URI(withoutFragment(text))));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Nobody sends it, and what is put behind an address must not get into it. */
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
    // Java's URI knows no host with "_", as container networks have.
    String authority = uri.getRawAuthority();
    return authority != null && RegistryHost.find(authority).isPresent();
  }
}
