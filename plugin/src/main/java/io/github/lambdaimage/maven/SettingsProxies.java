package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.HttpProxy;
import io.github.lambdaimage.registry.Proxies;
import io.github.lambdaimage.registry.RegistryHost;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of settings.xml, chosen by Maven's resolver as for Maven's own downloads; each is
 * created once, since connections are kept open by proxy.
 */
final class SettingsProxies implements Proxies {

  private final RepositorySystemSession session;
  private final List<org.apache.maven.settings.Proxy> settings;
  private final SettingsDecrypter decrypter;
  private final ConcurrentMap<Proxy, HttpProxy> chosen = new ConcurrentHashMap<>();

  /**
   * The proxies of a session.
   *
   * @param settings from settings.xml, whose passwords may be encrypted
   */
  SettingsProxies(
      RepositorySystemSession session,
      List<org.apache.maven.settings.Proxy> settings,
      SettingsDecrypter decrypter) {
    this.session = session;
    this.settings = List.copyOf(settings);
    this.decrypter = decrypter;
  }

  @Override
  public @Nullable HttpProxy find(URI uri) throws LambdaImageException {
    ProxySelector selector = session.getProxySelector();
    if (selector == null || uri.getHost() == null || RegistryHost.of(uri).isLoopback()) {
      return null;
    }
    RemoteRepository registry =
        new RemoteRepository.Builder("registry", "default", uri.getScheme() + "://" + uri.getHost())
            .build();
    Proxy proxy = selector.getProxy(registry);
    if (proxy == null) {
      return null;
    }
    HttpProxy known = chosen.get(proxy);
    if (known != null) {
      return known;
    }
    HttpProxy made = new HttpProxy(proxy.getHost(), proxy.getPort(), credential(registry, proxy));
    HttpProxy faster = chosen.putIfAbsent(proxy, made);
    return faster == null ? made : faster;
  }

  private @Nullable Credential credential(RemoteRepository registry, Proxy proxy)
      throws LambdaImageException {
    RemoteRepository proxied = new RemoteRepository.Builder(registry).setProxy(proxy).build();
    try (AuthenticationContext login = AuthenticationContext.forProxy(session, proxied)) {
      String username = login == null ? null : login.get(AuthenticationContext.USERNAME);
      if (login == null || username == null || username.isEmpty()) {
        return null;
      }
      refuseEncrypted(proxy);
      String password = login.get(AuthenticationContext.PASSWORD);
      return new Credential(username, password == null ? "" : password);
    }
  }

  /** Refuses a password that Maven cannot decrypt: Maven would use the encrypted text. */
  private void refuseEncrypted(Proxy proxy) throws LambdaImageException {
    for (org.apache.maven.settings.Proxy each : settings) {
      if (proxy.getHost().equals(each.getHost()) && proxy.getPort() == each.getPort()) {
        Decryption.check(
            decrypter.decrypt(new DefaultSettingsDecryptionRequest(each)),
            "<proxy> '" + each.getId() + "'");
      }
    }
  }
}
