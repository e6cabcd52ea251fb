package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.HttpProxy;
import io.github.lambdaimage.registry.Proxies;
import io.github.lambdaimage.registry.RegistryHost;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** The proxies of settings.xml, which Maven itself uses for its downloads. */
final class SettingsProxies implements Proxies {

  private final List<Proxy> proxies;
  private final SettingsDecrypter decrypter;

  SettingsProxies(List<Proxy> proxies, SettingsDecrypter decrypter) {
    this.proxies = proxies;
    this.decrypter = decrypter;
  }

  /** The active proxy of the address's protocol; for https, else that of http, as Maven does. */
  @Override
  public @Nullable HttpProxy find(URI uri) throws LambdaImageException {
    String host = uri.getHost();
    if (host == null || RegistryHost.of(uri).isLoopback()) {
      return null;
    }
    Optional<Proxy> chosen =
        proxies.stream()
            .filter(Proxy::isActive)
            .filter(proxy -> isOf(proxy, uri.getScheme()) || isOf(proxy, "http"))
            .min(Comparator.comparing(proxy -> !isOf(proxy, uri.getScheme())));
    if (chosen.isEmpty() || isExempt(chosen.get().getNonProxyHosts(), host)) {
      return null;
    }
    Proxy proxy = chosen.get();
    return new HttpProxy(proxy.getHost(), proxy.getPort(), credential(proxy));
  }

  private @Nullable Credential credential(Proxy proxy) throws LambdaImageException {
    if (proxy.getUsername() == null || proxy.getUsername().isEmpty()) {
      return null;
    }
    var result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
    Decryption.check(result, "<proxy> '" + proxy.getId() + "'");
    String password = result.getProxy().getPassword();
    return new Credential(proxy.getUsername(), password == null ? "" : password);
  }

  private static boolean isOf(Proxy proxy, String protocol) {
    return proxy.getProtocol() == null || proxy.getProtocol().equalsIgnoreCase(protocol);
  }

  private static boolean isExempt(@Nullable String nonProxyHosts, String host) {
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
