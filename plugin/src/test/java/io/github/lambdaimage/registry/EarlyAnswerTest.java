package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.RawServer.Connection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registries, and what is before them, that refuse a body long before its end. */
class EarlyAnswerTest {

  private static final int FIRST = 64 * 1024;

  /** More than any connection buffers. */
  private static final long LARGE = 1L << 30;

  private static final String TOO_LARGE =
      "HTTP/1.1 413 Payload Too Large\nContent-Length: 9\nConnection: close\n\ntoo large";

  @TempDir Path directory;
  private final AtomicLong transferred = new AtomicLong();

  @Test
  void areReadWhereTheConnectionIsClosedBehindThem() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.body(FIRST);
              connection.says(TOO_LARGE);
            })) {
      explains413(server);
    }
  }

  @Test
  void areReadWhereTheConnectionIsResetBehindThem() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.body(FIRST);
              connection.says(TOO_LARGE);
              connection.resets();
            })) {
      explains413(server);
    }
  }

  @Test
  @Tag("slow")
  void areReadWhereNothingIsReadBehindThem() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.says(
                  "HTTP/1.1 100 Continue\n\n" + TOO_LARGE.replace("\nConnection: close", ""));
              connection.idles();
            })) {
      Duration patience = Duration.ofSeconds(5);
      explains413(server, new Timeouts(Timeouts.STANDARD.connect(), patience, patience));
    }
  }

  @Test
  void areReadInChunksAndUpToTheEnd() throws Exception {
    for (String answer :
        List.of(
            "HTTP/1.1 413 no\nTransfer-Encoding: chunked\n\n4;x=y\ntoo \n5\nlarge\n0\n\n",
            "HTTP/1.0 413\n\ntoo large",
            "HTTP/1.1 413 no\ncontent-length: 9\n\ntoo large and more")) {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.head();
                connection.body(FIRST);
                connection.says(answer);
              })) {
        explains413(server);
      }
    }
  }

  @Test
  @Tag("slow")
  void askForALoginWithWhichTheBodyIsSentAgain() throws Exception {
    byte[] bytes = new byte[8_000_000];
    new Random(12).nextBytes(bytes);
    List<byte[]> received = new CopyOnWriteArrayList<>();
    RawServer.Talk talk =
        connection -> {
          while (true) {
            String head = connection.head();
            if (head.startsWith("GET /v2/ ")) {
              connection.says("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
            } else if (head.startsWith("HEAD")) {
              connection.says("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n");
            } else if (head.startsWith("POST")) {
              connection.says(
                  "HTTP/1.1 202 Accepted\nLocation: /up/1?state=a%2Fb\nContent-Length: 0\n\n");
            } else if (!head.contains("Authorization: ")) {
              connection.body(FIRST);
              connection.says(
                  "HTTP/1.1 401 no\nWWW-Authenticate: Bearer realm=\"/\", Basic realm=\"r\"\nContent-Length: 0\n\n");
              return;
            } else {
              received.add(connection.body(bytes.length));
              connection.says("HTTP/1.1 201 Created\nContent-Length: 0\n\n");
            }
          }
        };
    try (RawServer server = new RawServer(talk)) {
      Registries registries =
          new Registries(
              transport(Timeouts.STANDARD),
              host -> Optional.of(new Credential("me", "secret")),
              new RetryPolicy(pause -> {}));
      registries
          .toPush(RegistryHost.parse(server.host()), "orders")
          .uploads()
          .bring(
              Descriptor.of("layer", bytes),
              () -> new ByteArrayInputStream(bytes),
              Optional.empty(),
              true);

      assertThat(received).hasSize(1);
      assertThat(received.get(0)).isEqualTo(bytes);
      assertThat(server.heads)
          .last()
          .asString()
          .startsWith("PUT /up/1?state=a%2Fb&digest=sha256:")
          .contains("\r\nHost: " + server.host() + "\r\n")
          .contains("\r\nUser-Agent: lambda-image-maven-plugin\r\n")
          .contains("\r\nContent-Length: 8000000\r\n")
          .contains("\r\nContent-Type: application/octet-stream\r\n");
    }
  }

  @Test
  void areNoneWhereTheConnectionJustEnds() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.body(FIRST);
            })) {
      assertThatThrownBy(() -> put(server, LARGE, Timeouts.STANDARD))
          .hasMessageStartingWith(
              "The registry '" + server.host() + "' cannot be reached (PUT http://")
          .hasMessageContaining("/up/1): the connection broke: ")
          .hasMessageEndingWith(
              " (tried 5 times). Check the network; a registry, or a proxy before it, also hangs up on a blob that is too large for it.");
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void areNoneWhereWhatComesIsNotHttp() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.says("SSH-2.0-OpenSSH_9.2\n");
            })) {
      for (long length : new long[] {1, LARGE}) {
        assertThatThrownBy(() -> put(server, length, Timeouts.STANDARD))
            .hasMessageContaining("the connection broke: ")
            .hasMessageContaining("(tried 5 times)");
      }
    }
  }

  @Test
  @Timeout(60)
  @Tag("slow")
  void areWaitedForOnlyAsLongAsTheBodyMovesOn() throws Exception {
    Timeouts patience =
        new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(20));
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.idles();
            })) {
      Transport transport = transport(patience);

      assertThatThrownBy(() -> retry(transport).ask(request(server, LARGE), Response::status))
          .hasMessageContaining("no answer in time (tried 2 times).");
      server.awaitConnections(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void doNotHideThatTheBodyCannotBeRead() throws Exception {
    assertThatThrownBy(() -> sendTwice(new IOException("the disk is gone")))
        .hasMessageContaining("the disk is gone");
  }

  /** It is the fault of the registry that it comes from, and trying again would not mend it. */
  @Test
  void doNotHideThatTheBodyIsDamaged() throws Exception {
    assertThatThrownBy(
            () -> sendTwice(new BrokenSource(new LambdaImageException("the base is damaged"))))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage("the base is damaged");
  }

  /** Hangs up at first; then the body fails. */
  private void sendTwice(IOException failure) throws Exception {
    AtomicInteger opened = new AtomicInteger();
    Request.Content broken =
        () -> {
          int number = opened.incrementAndGet();
          return new InputStream() {
            @Override
            public int read() {
              return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              if (number > 1) {
                throw failure;
              }
              return length;
            }
          };
        };
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.body(FIRST);
            },
            connection -> {
              connection.head();
              connection.idles();
            })) {
      Request request = Request.put(server.uri("/up/1"), new Request.Body(LARGE, broken));

      int unused = retry(transport(Timeouts.STANDARD)).ask(request, Response::status);
    }
  }

  @Test
  @Tag("slow")
  void areReadOverTlsThroughAProxy() throws Exception {
    SSLContext context = TestTls.context(directory);
    RawServer.Talk talk =
        connection -> {
          if (!connection.head().startsWith("CONNECT r.test:443 HTTP/1.1\r\n")) {
            throw new IOException("not expected");
          }
          connection.says("HTTP/1.1 200 OK\n\n");
          SSLSocket socket =
              (SSLSocket)
                  context.getSocketFactory().createSocket(connection.socket, null, 443, true);
          socket.setUseClientMode(false);
          Connection tunnel = connection.over(socket);
          tunnel.head();
          tunnel.body(FIRST);
          tunnel.says(TOO_LARGE);
        };
    try (RawServer server = new RawServer(talk)) {
      Transport transport =
          new Transport(
              uri -> new HttpProxy("127.0.0.1", server.port(), null),
              Set.of(RegistryHost.parse("r.test")),
              Progress.NONE);
      Request request =
          Request.put(URI.create("https://r.test/up/1"), new Request.Body(LARGE, Zeros::new));

      assertThatThrownBy(
              () ->
                  retry(transport)
                      .ask(request, response -> response.expectSuccess(request).status()))
          .hasMessage(
              "PUT https://r.test/up/1: 413 (too large). The registry, or a proxy before it, does not accept a blob of this size.");
    }
  }

  @Test
  void areReadThroughAProxyWithAPassword() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.body(FIRST);
              connection.says(TOO_LARGE);
            })) {
      Credential surfer = new Credential("surfer", "secret");
      Transport transport =
          new Transport(
              uri -> new HttpProxy("127.0.0.1", server.port(), surfer),
              Set.of(RegistryHost.parse("r.test:5000")),
              Progress.NONE);
      Request request =
          Request.put(
              URI.create("http://r.test:5000/up/1?a=b"), new Request.Body(LARGE, Zeros::new));

      assertThatThrownBy(
              () ->
                  retry(transport)
                      .ask(request, response -> response.expectSuccess(request).status()))
          .hasMessageContaining(": 413 (too large).");
      assertThat(server.heads)
          .allMatch(head -> head.startsWith("PUT http://r.test:5000/up/1?a=b HTTP/1.1\r\n"))
          .allMatch(head -> head.contains("\r\nProxy-Authorization: " + surfer.basic() + "\r\n"));
    }
  }

  @Test
  void areLeftToTheJdkWhereTheProxyWantsMoreThanAPassword() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.head();
              connection.says("HTTP/1.1 407 no\nProxy-Authenticate: NTLM\nContent-Length: 0\n\n");
            })) {
      HttpProxy proxy =
          new HttpProxy("127.0.0.1", server.port(), new Credential("surfer", "secret"));

      assertThat(
              RawConnection.open(
                  URI.create("https://r.test/"),
                  proxy,
                  new RawConnection.Tls(HttpsURLConnection.getDefaultSSLSocketFactory(), true),
                  Timeouts.STANDARD))
          .isEmpty();
      assertThat(server.heads.get(0))
          .isEqualTo(
              "CONNECT r.test:443 HTTP/1.1\r\nHost: r.test:443\r\nProxy-Authorization: "
                  + new Credential("surfer", "secret").basic()
                  + "\r\n\r\n");
    }
  }

  @Test
  @Tag("slow")
  void areReadOnlyFromWhoIsTrustedByTheRightName() throws Exception {
    SSLContext named = TestTls.context(directory.resolve("named"), "-ext", "SAN=ip:127.0.0.1");
    SSLContext other = TestTls.context(directory.resolve("other"));

    assertThatCode(() -> connect(named, named.getSocketFactory())).doesNotThrowAnyException();
    // Its certificate is trusted, and of another host.
    assertThatThrownBy(() -> connect(other, other.getSocketFactory()))
        .isInstanceOf(SSLHandshakeException.class);
    assertThatThrownBy(() -> connect(named, other.getSocketFactory()))
        .isInstanceOf(SSLHandshakeException.class);
    assertThatThrownBy(() -> connect(named, HttpsURLConnection.getDefaultSSLSocketFactory()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  private static void connect(SSLContext server, SSLSocketFactory client) throws Exception {
    RawServer.Talk talk =
        connection -> {
          SSLSocket socket =
              (SSLSocket)
                  server.getSocketFactory().createSocket(connection.socket, null, 443, true);
          socket.setUseClientMode(false);
          socket.startHandshake();
        };
    try (RawServer raw = new RawServer(talk)) {
      URI uri = URI.create("https://" + raw.host() + "/");
      RawConnection.open(uri, null, new RawConnection.Tls(client, true), Timeouts.STANDARD)
          .orElseThrow()
          .close();
    }
  }

  private void explains413(RawServer server) {
    explains413(server, Timeouts.STANDARD);
  }

  private void explains413(RawServer server, Timeouts patience) {
    assertThatThrownBy(() -> put(server, LARGE, patience))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "PUT "
                + server.uri("/up/1")
                + ": 413 (too large). The registry, or a proxy before it, does not accept a blob of this size.");
    assertThat(server.connections()).isLessThanOrEqualTo(2);
    assertThat(transferred.get()).isLessThan(LARGE);
  }

  private void put(RawServer server, long length, Timeouts patience) throws Exception {
    Request request = request(server, length);
    retry(transport(patience)).ask(request, response -> response.expectSuccess(request).status());
  }

  private static Request request(RawServer server, long length) {
    return Request.put(server.uri("/up/1"), new Request.Body(length, () -> new Zeros(length)));
  }

  private static Retry retry(Transport transport) {
    return new Retry(
        RegistryHost.find("r.test").orElseThrow(),
        new RetryPolicy(pause -> {}),
        transport,
        refusal -> false);
  }

  private Transport transport(Timeouts timeouts) {
    return new Transport(uri -> null, Set.of(), transferred::addAndGet, timeouts);
  }

  /** So many zeros, which need no memory. */
  private static final class Zeros extends InputStream {

    private long left;

    Zeros() {
      this(LARGE);
    }

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(bytes, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
