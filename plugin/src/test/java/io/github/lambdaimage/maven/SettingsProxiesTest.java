package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProxiesTest {

  private static final URI REGISTRY = URI.create("https://registry.example.com/v2/");

  /** A literal address (of a network for documentation), so that no test asks a name server. */
  private static final String PROXY_HOST = "192.0.2.1";

  private static final int PORT = 3128;

  @ParameterizedTest
  @CsvSource({
    "http,  http://registry.example.com/v2/",
    "http,  https://registry.example.com/v2/",
    "HTTP,  https://registry.example.com:8443/v2/",
    "https, https://registry.example.com/v2/",
    ",      https://registry.example.com/v2/"
  })
  void useAProxyForTheAddressesThatItServes(@Nullable String protocol, URI uri) {
    Proxy proxy = proxy(null);
    proxy.setProtocol(protocol);

    assertThat(proxyFor(uri, proxy))
        .isEqualTo(
            new java.net.Proxy(java.net.Proxy.Type.HTTP, new InetSocketAddress(PROXY_HOST, PORT)));
  }

  @Test
  void useNoHttpsProxyForHttp() {
    Proxy proxy = proxy(null);
    proxy.setProtocol("https");

    assertThat(proxyFor(URI.create("http://registry.example.com/v2/"), proxy)).isNull();
  }

  @Test
  void leaveAnAddressToTheJdkWhenThereAreNone() {
    assertThat(proxyFor(REGISTRY)).isNull();
  }

  @Test
  void ignoreOneThatIsNotActive() {
    Proxy inactive = proxy(null);
    inactive.setActive(false);

    assertThat(proxyFor(REGISTRY, inactive)).isNull();
  }

  @Test
  void takeTheFirstThatIsActive() {
    Proxy inactive = proxy(null);
    inactive.setActive(false);
    inactive.setPort(1);
    Proxy third = proxy(null);
    third.setPort(3);

    assertThat(proxyFor(REGISTRY, inactive, proxy(null), third))
        .isNotNull()
        .extracting(java.net.Proxy::address)
        .isEqualTo(new InetSocketAddress(PROXY_HOST, PORT));
  }

  @Test
  void takeTheNextWhereTheFirstIsNotForAHost() {
    Proxy other = proxy(null);
    other.setPort(2);

    assertThat(proxyFor(REGISTRY, proxy("*.example.com"), other))
        .isNotNull()
        .extracting(java.net.Proxy::address)
        .isEqualTo(new InetSocketAddress(PROXY_HOST, 2));
  }

  @ParameterizedTest(name = "{0} with <nonProxyHosts> {1}: direct {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "registry.example.com;   registry.example.com;      true",
        "registry.example.com;   REGISTRY.Example.com;      true",
        "REGISTRY.example.com;   registry.example.com;      true",
        "registry.example.com;   example.com;               false",
        "registry.example.com;   registryXexample.com;      false",
        "registryXexample.com;   registry.example.com;      false",
        "registry.example.com;   *.example.com;             true",
        "example.com;            *.example.com;             false",
        "a.b.example.com;        *.example.com;             true",
        "registry.example.com;   registry.*;                true",
        "registry.example.com;   *.example.*;               true",
        "registry.example.com;   *;                         true",
        "registry.example.com;   other.org|*.example.com;   true",
        "registry.example.com;   other.org,*.example.com;   true",
        "registry.example.com;   other.org | *.example.com; true",
        "registry.example.com;   other.org|*.net;           false",
        "registry.example.com;   '';                        false",
        "registry.example.com;   '|,| ';                    false",
        "registry.example.com;   ;                          false",
        "10.1.2.3;               10.*;                      true"
      })
  void goStraightToTheHostsThatAreListed(
      String host, @Nullable String nonProxyHosts, boolean direct) {
    java.net.@Nullable Proxy proxy =
        proxyFor(URI.create("https://" + host + ":443/v2/"), proxy(nonProxyHosts));

    if (direct) {
      assertThat(proxy).isSameAs(java.net.Proxy.NO_PROXY);
    } else {
      assertThat(proxy).isNotNull().isNotSameAs(java.net.Proxy.NO_PROXY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5000/v2/",
        "http://127.0.0.1:5000/v2/",
        "https://127.1.2.3/v2/",
        "http://[::1]:5000/v2/"
      })
  void goStraightToLoopbackAddresses(URI uri) {
    assertThat(proxyFor(uri, proxy(null))).isSameAs(java.net.Proxy.NO_PROXY);
  }

  private static java.net.@Nullable Proxy proxyFor(URI uri, Proxy... proxies) {
    return new SettingsProxies(List.of(proxies)).forUri(uri);
  }

  private static Proxy proxy(@Nullable String nonProxyHosts) {
    Proxy proxy = new Proxy();
    proxy.setHost(PROXY_HOST);
    proxy.setPort(PORT);
    proxy.setNonProxyHosts(nonProxyHosts);
    return proxy;
  }
}
