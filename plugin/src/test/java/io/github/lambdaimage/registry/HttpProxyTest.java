package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class HttpProxyTest {

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
      HttpProxy httpProxy =
          new HttpProxy(address.getHost(), address.getPort(), new Credential("user", "password"));
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
      HttpProxy httpProxy =
          new HttpProxy(address.getHost(), address.getPort(), new Credential("user", "password"));
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
}
