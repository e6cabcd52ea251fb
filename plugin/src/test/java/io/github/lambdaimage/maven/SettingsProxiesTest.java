package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.HttpProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.maven.settings.Proxy;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the selector of Maven's resolver, filled as Maven fills it. */
class SettingsProxiesTest {

  private static final URI REGISTRY = URI.create("https://registry.example.com/v2/");

  private final DefaultProxySelector selector = new DefaultProxySelector();

  @Test
  void leaveAnAddressToTheJdkWhenThereAreNone() throws Exception {
    assertThat(proxies().find(REGISTRY)).isNull();
    assertThat(
            new SettingsProxies(
                    new DefaultRepositorySystemSession(), List.of(), new FakeDecrypter(true))
                .find(REGISTRY))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http,  http://registry.example.com/v2/,       true",
    "http,  https://registry.example.com/v2/,      true",
    "HTTP,  https://registry.example.com:8443/v2/, true",
    "https, https://registry.example.com/v2/,      true",
    "https, http://registry.example.com/v2/,       false",
  })
  void areForTheAddressesThatMavenWouldUseThemFor(String protocol, URI uri, boolean used)
      throws Exception {
    add(protocol, "proxy", null, null);

    assertThat(String.valueOf(proxies().find(uri))).isEqualTo(used ? "proxy:3128" : "null");
  }

  @Test
  void preferTheProxyOfTheProtocolWhateverTheOrder() throws Exception {
    add("http", "first", null, null);
    add("https", "second", null, null);
    add("https", "third", null, null);

    assertThat(proxies().find(REGISTRY)).hasToString("second:3128");
  }

  @ParameterizedTest
  @CsvSource({
    "https://inside.example.com/v2/,       second:3128",
    "https://registry.example.com:5000/v2/, first:3128",
    "https://a.test/v2/,                   null",
  })
  void goByTheNextProxyWhereOneIsNotForAHost(URI uri, String expected) throws Exception {
    add("https", "first", "inside.*|*.test", null);
    add("https", "second", "*.test", null);

    assertThat(String.valueOf(proxies().find(uri))).isEqualTo(expected);
  }

  @Test
  void areMadeOnce() throws Exception {
    add("https", "first", "*.org", null);
    add("https", "second", null, null);
    SettingsProxies proxies = proxies();

    HttpProxy found = proxies.find(REGISTRY);
    assertThat(proxies.find(URI.create("https://other.example.com/"))).isSameAs(found);
    assertThat(proxies.find(URI.create("https://example.org/"))).isNotSameAs(found);
  }

  @Test
  void logInWithThePasswordThatMavenHasDecrypted() throws Exception {
    List<String> logins = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          logins.add(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      selector.add(
          new org.eclipse.aether.repository.Proxy(
              "http", "127.0.0.1", server.getAddress().getPort(), login()),
          null);
      SettingsProxies proxies = proxies(proxy("{secret}"));

      assertThat(proxies.open(URI.create("http://registry.example.com/v2/")).getResponseCode())
          .isEqualTo(200);
      assertThat(String.valueOf(proxies.find(URI.create("http://registry.example.com/v2/"))))
          .doesNotContain("secret");
    } finally {
      server.stop(0);
    }

    assertThat(logins).containsExactly("Basic dXNlcjpzZWNyZXQ=");
  }

  @Test
  void sayThatAPasswordCannotBeDecrypted() {
    add("https", "proxy", null, login());
    SettingsProxies proxies =
        new SettingsProxies(session(), List.of(proxy("{secret}")), new FakeDecrypter(false));

    assertThatThrownBy(() -> proxies.find(REGISTRY))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The password of the <proxy> 'corporate' in settings.xml cannot be decrypted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5000/v2/",
        "http://127.0.0.1:5000/v2/",
        "https://127.1.2.3/v2/",
        "http://[::1]:5000/v2/"
      })
  void goStraightToLoopbackAddresses(URI uri) throws Exception {
    add("http", "proxy", null, null);

    assertThat(proxies().find(uri)).isNull();
  }

  private void add(
      String protocol,
      String host,
      @Nullable String nonProxyHosts,
      @Nullable Authentication login) {
    selector.add(
        new org.eclipse.aether.repository.Proxy(protocol, host, 3128, login), nonProxyHosts);
  }

  private SettingsProxies proxies(Proxy... settings) {
    return new SettingsProxies(session(), List.of(settings), new FakeDecrypter(true));
  }

  private DefaultRepositorySystemSession session() {
    DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    session.setProxySelector(selector);
    return session;
  }

  private static Authentication login() {
    return new AuthenticationBuilder().addUsername("user").addPassword("secret").build();
  }

  private static Proxy proxy(String password) {
    Proxy proxy = new Proxy();
    proxy.setId("corporate");
    proxy.setHost("proxy");
    proxy.setPort(3128);
    proxy.setUsername("user");
    proxy.setPassword(password);
    return proxy;
  }
}
