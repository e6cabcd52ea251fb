package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose certificate nobody has signed, and which is another host's. */
class UnverifiedTlsTest {

  @TempDir Path directory;
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TestTls.context(directory)));
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          ScriptedRegistry.answer(exchange, 200, "{}");
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isSpokenToWhereTheUserCallsItInsecure() throws Exception {
    Transport transport = transport(Set.of(RegistryHost.of(uri())));

    for (int i = 0; i < 2; i++) {
      try (Response response = transport.send(Request.get(uri()))) {
        assertThat(response.bytes()).isEqualTo("{}".getBytes(UTF_8));
      }
    }
    assertThat(ports.stream().distinct()).hasSize(1);
  }

  /** Each module of a build has its own transport. */
  @Test
  void keepsConnectionsOpenForOtherModules() throws Exception {
    Set<RegistryHost> insecure = Set.of(RegistryHost.of(uri()));

    for (int i = 0; i < 2; i++) {
      transport(insecure).send(Request.get(uri())).close();
    }

    assertThat(ports).hasSize(2);
    assertThat(ports.stream().distinct()).hasSize(1);
  }

  @Test
  void isNotTrustedOtherwise() throws Exception {
    RegistryHost host = RegistryHost.of(uri());
    Retry retry =
        new Retry(
            host,
            new RetryPolicy(pause -> {}),
            transport(Set.of(RegistryHost.parse("127.0.0.1:1"))),
            refusal -> false);

    assertThatThrownBy(() -> retry.ask(Request.get(uri()), Response::status))
        .hasMessageContaining("The registry '" + host + "' cannot be reached")
        .hasMessageContaining("list '" + host + "' in <insecureRegistries>.")
        .hasMessageNotContaining("tried")
        .hasCauseInstanceOf(SSLHandshakeException.class);
    assertThat(ports).isEmpty();
  }

  private static Transport transport(Set<RegistryHost> insecure) {
    return new Transport(uri -> null, insecure, Progress.NONE);
  }

  private URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/v2/");
  }
}
