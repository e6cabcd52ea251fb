package io.github.lambdaimage.maven;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The proxies of settings.xml, which Maven itself uses for its downloads. */
final class SettingsProxies {

  private final List<org.apache.maven.settings.Proxy> proxies;

  SettingsProxies(List<org.apache.maven.settings.Proxy> proxies) {
    this.proxies = proxies;
  }

  /** The proxy for an address; {@code null} if settings.xml has no active one. */
  @Nullable Proxy forUri(URI uri) {
    boolean anyActive = false;
    for (org.apache.maven.settings.Proxy proxy : proxies) {
      if (proxy.isActive() && serves(proxy, uri)) {
        anyActive = true;
        if (!isExempt(proxy.getNonProxyHosts(), uri.getHost())) {
          return new Proxy(
              Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()));
        }
      }
    }
    return anyActive ? Proxy.NO_PROXY : null;
  }

  /**
   * A proxy's protocol is the one that it is spoken to by; Maven uses an http one for https too.
   */
  private static boolean serves(org.apache.maven.settings.Proxy proxy, URI uri) {
    String protocol = proxy.getProtocol();
    return protocol == null
        || protocol.equalsIgnoreCase("http")
        || protocol.equalsIgnoreCase(uri.getScheme());
  }

  /** Loopback needs no proxy, whatever the list says. */
  private static boolean isExempt(@Nullable String nonProxyHosts, String host) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    if (nonProxyHosts == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    for (String pattern : nonProxyHosts.toLowerCase(Locale.ROOT).split("[|,]", -1)) {
      String regex = Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q");
      if (!pattern.isBlank() && name.matches(regex)) {
        return true;
      }
    }
    return false;
  }
}
