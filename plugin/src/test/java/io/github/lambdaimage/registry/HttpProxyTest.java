package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class HttpProxyTest {

  private static final Credential LOGIN = new Credential("user", "password");

  @Test
  void carriesRequestsToHostsThatOnlyItKnows() throws Exception {
    List<String> seen = new ArrayList<>();
    try (ScriptedRegistry proxy = new ScriptedRegistry()) {
      proxy.script(
          exchange -> {
            seen.add(
                exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            ScriptedRegistry.answer(exchange, 200, "");
            return true;
          });
      URI address = URI.create("http://" + proxy.host());
      HttpProxy httpProxy = new HttpProxy(address.getHost(), address.getPort(), LOGIN);
      Transport transport =
          new Transport(
              uri -> httpProxy, Set.of(RegistryHost.parse("registry.test")), Progress.NONE);

      transport.send(Request.head(URI.create("http://registry.test/v2/"))).close();
    }

    assertThat(seen).containsExactly("http://registry.test/v2/ Basic dXNlcjpwYXNzd29yZA==");
  }

  @Test
  void keepsItsConnectionsThoughItHasAPassword() throws Exception {
    Set<Integer> connections = ConcurrentHashMap.newKeySet();
    try (ScriptedRegistry proxy = new ScriptedRegistry()) {
      proxy.script(
          exchange -> {
            connections.add(exchange.getRemoteAddress().getPort());
            ScriptedRegistry.answer(exchange, 200, "{}");
            return true;
          });
      URI address = URI.create("http://" + proxy.host());
      HttpProxy httpProxy = new HttpProxy(address.getHost(), address.getPort(), LOGIN);
      Transport transport =
          new Transport(
              uri -> httpProxy, Set.of(RegistryHost.parse("registry.test")), Progress.NONE);

      for (int i = 0; i < 10; i++) {
        try (Response response =
            transport.send(Request.get(URI.create("http://registry.test/v2/")))) {
          response.bytes();
        }
      }
    }

    assertThat(connections).hasSize(1);
  }

  @Test
  void isNamedWithoutItsPassword() {
    assertThat(new HttpProxy("proxy.test", 3128, LOGIN)).hasToString("proxy.test:3128");
  }

  /** A tunnel is opened by the JDK, which asks for the password. */
  @Test
  void leavesItsPasswordToTheJdkForATunnel() throws Exception {
    Connection connection = new Connection("https://r.test/");

    new HttpProxy("proxy.test", 3128, LOGIN).authenticate(connection);

    assertThat(connection.getRequestProperty("Proxy-Authorization")).isNull();
    PasswordAuthentication login = connection.login(RequestorType.PROXY);
    assertThat(login.getUserName()).isEqualTo("user");
    assertThat(login.getPassword()).containsExactly("password".toCharArray());
  }

  @Test
  void keepsItsPasswordFromServers() throws Exception {
    Connection connection = new Connection("https://r.test/");

    new HttpProxy("proxy.test", 3128, LOGIN).authenticate(connection);

    assertThat(connection.login(RequestorType.SERVER)).isNull();
  }

  @Test
  void hasNothingToSayWithoutAPassword() throws Exception {
    Connection connection = new Connection("http://r.test/");

    new HttpProxy("proxy.test", 3128, null).authenticate(connection);

    assertThat(connection.authenticators).isEmpty();
    assertThat(connection.getRequestProperties()).isEmpty();
  }

  @Test
  void isNotUsedWhereThereIsNone() throws Exception {
    Proxies none = uri -> null;

    assertThat(none.open(URI.create("http://r.test/")).usingProxy()).isFalse();
  }

  /** A connection that is never made, and tells what it was told. */
  private static final class Connection extends HttpURLConnection {

    final List<Authenticator> authenticators = new ArrayList<>();

    Connection(String url) throws MalformedURLException {
      super(URI.create(url).toURL());
    }

    @Override
    public void setAuthenticator(Authenticator authenticator) {
      authenticators.add(authenticator);
    }

    /** What whoever asks for a password gets. */
    PasswordAuthentication login(RequestorType who) {
      return authenticators
          .get(0)
          .requestPasswordAuthenticationInstance("h", null, 1, "http", "", "basic", url, who);
    }

    @Override
    public void disconnect() {}

    @Override
    public boolean usingProxy() {
      return true;
    }

    @Override
    public void connect() {}
  }
}
