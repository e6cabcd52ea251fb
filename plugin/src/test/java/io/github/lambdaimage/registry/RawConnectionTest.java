package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection, directly or through a proxy. */
@Timeout(60)
class RawConnectionTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Timeouts WITHOUT_HURRY = new Timeouts(LONG, LONG, LONG);

  /** A port at which nobody listens. */
  private static final Proxy NOWHERE =
      new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

  private final CountDownLatch ended = new CountDownLatch(1);

  /** Refuses to tunnel, and sees whether the connection ends. */
  private final RawServer.Talk refusing =
      connection -> {
        connection.head();
        connection.says("HTTP/1.1 407 no\n\n");
        seesTheEnd(connection);
      };

  @Test
  void carriesBytesBothWays() throws Exception {
    RawServer.Talk greeting =
        connection -> {
          connection.head();
          connection.says("hello");
        };
    try (RawServer server = new RawServer(greeting);
        RawConnection connection = open(server.uri("/"), null, WITHOUT_HURRY).orElseThrow()) {
      connection.out().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));

      assertThat(connection.in()).hasContent("hello");
      assertThat(server.heads).containsExactly("GET / HTTP/1.1\r\n\r\n");
    }
  }

  @Test
  void isLeftToTheJdkWhereThatUsesAProxyOfItsOwn() throws Exception {
    try (RawServer server = new RawServer(RawServer.Connection::idles)) {
      assertThat(selecting(List.of(NOWHERE), server.uri("/"), null)).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void isOpenedWhereTheJdkUsesNoProxy() throws Exception {
    try (RawServer server = new RawServer(RawServer.Connection::idles)) {
      for (List<Proxy> none : List.of(List.<Proxy>of(), List.of(Proxy.NO_PROXY, NOWHERE))) {
        Optional<RawConnection> opened = selecting(none, server.uri("/"), null);
        assertThat(opened).isPresent();
        opened.get().close();
      }
    }
  }

  @Test
  void isOpenedThroughTheProxyOfTheUserWhateverTheJdkUses() throws Exception {
    try (RawServer server = new RawServer(RawServer.Connection::idles)) {
      HttpProxy proxy = new HttpProxy("127.0.0.1", server.port(), null);

      Optional<RawConnection> opened =
          selecting(List.of(NOWHERE), URI.create("http://r.test/"), proxy);

      assertThat(opened).isPresent();
      opened.get().close();
    }
  }

  @Test
  void asksForATunnelToThePortOfTheAddress() throws Exception {
    try (RawServer server = new RawServer(refusing)) {
      HttpProxy proxy = new HttpProxy("127.0.0.1", server.port(), null);

      assertThat(open(URI.create("https://r.test:8443/"), proxy, WITHOUT_HURRY)).isEmpty();
      assertThat(server.heads)
          .containsExactly("CONNECT r.test:8443 HTTP/1.1\r\nHost: r.test:8443\r\n\r\n");
    }
  }

  @Test
  void isClosedWhereThereIsNoTunnel() throws Exception {
    try (RawServer server = new RawServer(refusing)) {
      HttpProxy proxy = new HttpProxy("127.0.0.1", server.port(), null);

      assertThat(open(URI.create("https://r.test/"), proxy, WITHOUT_HURRY)).isEmpty();
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void isGivenUpWhereTheProxySaysNothing() throws Exception {
    try (RawServer server = new RawServer(this::seesTheEnd)) {
      HttpProxy proxy = new HttpProxy("127.0.0.1", server.port(), null);
      Timeouts patience = new Timeouts(LONG, SHORT, LONG);

      assertThatThrownBy(() -> open(URI.create("https://r.test/"), proxy, patience))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void isReadAsLongAsARegistryMayTakeForABody() throws Exception {
    Timeouts patience = new Timeouts(LONG, LONG, SHORT);
    try (RawServer server = new RawServer(RawServer.Connection::idles);
        RawConnection connection = open(server.uri("/"), null, patience).orElseThrow()) {
      assertThatThrownBy(() -> connection.in().read()).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void endsWhenItIsClosed() throws Exception {
    try (RawServer server = new RawServer(this::seesTheEnd)) {
      open(server.uri("/"), null, WITHOUT_HURRY).orElseThrow().close();

      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Reads whatever comes, up to the end. */
  private void seesTheEnd(RawServer.Connection connection) throws IOException {
    try {
      while (true) {
        connection.body(1);
      }
    } catch (EOFException e) {
      ended.countDown();
    }
  }

  private static Optional<RawConnection> open(URI uri, @Nullable HttpProxy proxy, Timeouts timeouts)
      throws IOException {
    return RawConnection.open(
        uri,
        proxy,
        new RawConnection.Tls(HttpsURLConnection.getDefaultSSLSocketFactory(), true),
        timeouts);
  }

  /** Opens a connection where the JDK is told to use proxies. */
  private static Optional<RawConnection> selecting(
      List<Proxy> proxies, URI uri, @Nullable HttpProxy proxy) throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI any) {
            return proxies;
          }

          @Override
          public void connectFailed(URI any, SocketAddress address, IOException failure) {}
        });
    try {
      return open(uri, proxy, WITHOUT_HURRY);
    } finally {
      ProxySelector.setDefault(before);
    }
  }
}
