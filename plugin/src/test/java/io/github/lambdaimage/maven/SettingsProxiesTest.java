package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.HttpProxy;
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
  void useAProxyForTheAddressesThatItServes(@Nullable String protocol, URI uri) throws Exception {
    Proxy proxy = proxy(null);
    proxy.setProtocol(protocol);

    assertThat(proxyFor(uri, proxy)).isEqualTo(new HttpProxy(PROXY_HOST, PORT, null));
  }

  @Test
  void useNoHttpsProxyForHttp() throws Exception {
    Proxy proxy = proxy(null);
    proxy.setProtocol("https");

    assertThat(proxyFor(URI.create("http://registry.example.com/v2/"), proxy)).isNull();
  }

  @Test
  void leaveAnAddressToTheJdkWhenThereAreNone() throws Exception {
    assertThat(proxyFor(REGISTRY)).isNull();
  }

  @Test
  void ignoreOneThatIsNotActive() throws Exception {
    Proxy inactive = proxy(null);
    inactive.setActive(false);

    assertThat(proxyFor(REGISTRY, inactive)).isNull();
  }

  @Test
  void takeTheFirstThatIsActive() throws Exception {
    Proxy inactive = proxy(null);
    inactive.setActive(false);
    inactive.setPort(1);
    Proxy third = proxy(null);
    third.setPort(3);

    assertThat(proxyFor(REGISTRY, inactive, proxy(null), third))
        .isEqualTo(new HttpProxy(PROXY_HOST, PORT, null));
  }

  @Test
  void preferTheProxyOfTheProtocolWhateverTheOrder() throws Exception {
    Proxy forHttp = proxy(null);
    forHttp.setProtocol("http");
    Proxy forHttps = proxy(null);
    forHttps.setProtocol("https");
    forHttps.setPort(2);

    assertThat(proxyFor(REGISTRY, forHttp, forHttps)).isEqualTo(new HttpProxy(PROXY_HOST, 2, null));
  }

  @Test
  void logInWithTheDecryptedPassword() throws Exception {
    Proxy proxy = proxy(null);
    proxy.setUsername("user");
    proxy.setPassword("{secret}");

    assertThat(proxyFor(REGISTRY, proxy))
        .isEqualTo(new HttpProxy(PROXY_HOST, PORT, new Credential("user", "secret")));
    assertThat(String.valueOf(proxyFor(REGISTRY, proxy))).doesNotContain("secret");
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
      String host, @Nullable String nonProxyHosts, boolean direct) throws Exception {
    HttpProxy proxy = proxyFor(URI.create("https://" + host + ":443/v2/"), proxy(nonProxyHosts));

    assertThat(proxy == null).isEqualTo(direct);
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
    assertThat(proxyFor(uri, proxy(null))).isNull();
  }

  private static @Nullable HttpProxy proxyFor(URI uri, Proxy... proxies)
      throws LambdaImageException {
    return new SettingsProxies(List.of(proxies), new FakeDecrypter(true)).find(uri);
  }

  private static Proxy proxy(@Nullable String nonProxyHosts) {
    Proxy proxy = new Proxy();
    proxy.setHost(PROXY_HOST);
    proxy.setPort(PORT);
    proxy.setNonProxyHosts(nonProxyHosts);
    return proxy;
  }
}
