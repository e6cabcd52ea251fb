package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopbackServerTest {

  private static final byte[] FOUR = {127, 0, 0, 1};
  private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final AtomicInteger requests = new AtomicInteger();
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        LoopbackServer.startOnLocalhost(
            0,
            exchange -> {
              requests.incrementAndGet();
              byte[] body = exchange.getRequestBody().readAllBytes();
              LoopbackServer.respond(
                  exchange,
                  200,
                  Payload.of(
                      exchange.getRequestMethod()
                          + " "
                          + exchange.getRequestURI()
                          + " "
                          + new String(body, UTF_8)));
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aConnectionIsKeptAndAnswersComeInOnePiece() throws Exception {
    try (Socket socket = connect()) {
      for (int count = 1; count <= 3; count++) {
        send(socket, "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n" + count);
        byte[] piece = new byte[8192];
        // Headers and body apart would be two, and the second 40 ms late.
        String answer = new String(piece, 0, socket.getInputStream().read(piece), UTF_8);
        assertThat(answer)
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("Connection: keep-alive\r\n")
            .contains("Content-length: 9\r\n")
            .endsWith("\r\n\r\nPOST /a " + count);
      }
    }
  }

  @Test
  void aBodyMayComeInChunksAndAfterAQuestion() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          String.join(
              "\r\n",
              "POST /c HTTP/1.1",
              "Host: localhost",
              "Expect: 100-continue",
              "Transfer-Encoding: chunked",
              "Connection: close",
              "",
              ""));
      assertThat(new String(socket.getInputStream().readNBytes(25), UTF_8))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      send(socket, "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n");
      assertThat(rest(socket)).endsWith("POST /c abc0123456789");
    }
  }

  @Test
  void aClientOfTheJdkIsUnderstood() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI uri = URI.create("http://localhost:" + server.port() + "/d?e=%20");
    for (String body : new String[] {"", "x".repeat(3_000_000), "größer"}) {
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
                      BodyHandlers.ofString())
                  .body())
          .isEqualTo("POST /d?e=%20 " + body);
    }
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(uri).method("HEAD", BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString())
                .body())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/2\r\n\r\n",
        "GET : HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET x:y HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nno header\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
      })
  void whatIsNoRequestIsRefused(String request) throws Exception {
    try (Socket socket = connect()) {
      send(socket, request);
      assertThat(rest(socket)).startsWith("HTTP/1.1 400 ");
    }
    assertThat(requests).hasValue(0);
  }

  /** Browsers and curl encode less than {@link URI} wants. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/graphql?query={orders} /graphql?query=%7Borders%7D",
        "/a|b[1]^?c=x|y[2]^\\ /a%7Cb%5B1%5D%5E?c=x%7Cy[2]%5E%5C",
        "/größer?c=日本 /gr%C3%B6%C3%9Fer?c=%E6%97%A5%E6%9C%AC",
        "/100%?c=5%&d=%e4%2 /100%25?c=5%25&d=%e4%252",
        "/a?next=http://localhost/?[b] /a?next=http://localhost/?[b]",
        "http://[::1]:9000/a http://[::1]:9000/a",
        "* *"
      })
  void whatAnAddressMustNotHaveIsEncoded(String target, String address) throws Exception {
    try (Socket socket = connect()) {
      String sent = new String(target.getBytes(UTF_8), ISO_8859_1);
      send(socket, "GET " + sent + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 200 ").endsWith("GET " + address + " ");
    }
  }

  @Test
  void aHeadWithoutEndIsRefused() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(64 * 1024));
      assertThat(socket.getInputStream().readNBytes(12)).asString(UTF_8).isEqualTo("HTTP/1.1 400");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, , , 200",
    "localhost:9000, , , 200",
    "LOCALHOST:9000, , , 200",
    "127.0.0.1, , , 200",
    "[::1]:80, , , 200",
    "localhost, http://localhost:3000, same-site, 200",
    "localhost, https://127.0.0.1, , 200",
    "localhost, http://[::1]:8080, same-origin, 200",
    "localhost, http://127.0.0.1:5173, cross-site, 200",
    "127.0.0.1, http://localhost:5173, cross-site, 200",
    "localhost, https://example.com, cross-site, 403",
    ", , , 403",
    "example.com, , , 403",
    "localhost.example.com:9000, , , 403",
    "127.0.0.1.example.com, , , 403",
    "[::2]:80, , , 403",
    "host.docker.internal:80, , , 403",
    "localhost, https://example.com, , 403",
    "localhost, https://localhost.example.com, , 403",
    "localhost, null, , 403",
    "localhost, localhost, , 403",
    "localhost, , cross-site, 403"
  })
  void onlyThisMachineMayAsk(String host, String origin, String site, int status) throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          "POST / HTTP/1.1\r\n"
              + header("Host", host)
              + header("Origin", origin)
              + header("Sec-Fetch-Site", site)
              + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
      String answer = rest(socket);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(answer).doesNotContainIgnoringCase("Access-Control");
      if (status == 403) {
        assertThat(answer).contains("\"errorMessage\":\"Refused: the header ");
      }
    }
    assertThat(requests).hasValue(status == 200 ? 1 : 0);
  }

  @Test
  void aMachineMayHaveOtherNames() throws Exception {
    OnlyFromHere guard = new OnlyFromHere(Set.of("host.docker.internal"));
    try (LoopbackServer named =
            LoopbackServer.start(
                guard, exchange -> LoopbackServer.respond(exchange, 204, Payload.EMPTY));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), named.port())) {
      send(socket, "GET / HTTP/1.1\r\nHost: Host.docker.internal:80\r\nConnection: close\r\n\r\n");
      assertThat(rest(socket))
          .startsWith("HTTP/1.1 204 ")
          .doesNotContainIgnoringCase("Content-Length");
    }
  }

  @Test
  void localhostIsWhatItIsForBothProtocols() throws Exception {
    assumeTrue(hasSix());
    try (Socket socket = new Socket(InetAddress.getByAddress(SIX), server.port())) {
      send(socket, "GET /six HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(rest(socket)).endsWith("GET /six ");
    }
  }

  @Test
  void aPortThatAnotherProgramHasOnOneOfThemIsTaken() throws Exception {
    assumeTrue(hasSix());
    boolean free = false;
    // Of some ports another program may have the other half.
    for (int tries = 0; tries < 10 && !free; tries++) {
      try (ServerSocket other = new ServerSocket()) {
        other.bind(new InetSocketAddress(InetAddress.getByAddress(SIX), 0));
        assertThatThrownBy(() -> LoopbackServer.startOnLocalhost(other.getLocalPort(), it -> {}))
            .isInstanceOf(IOException.class);
        free = isFree(other.getLocalPort());
      }
    }
    assertThat(free).as("the other half afterwards").isTrue();
  }

  @Test
  void whoWaitsForAnAnswerFindsTheConnectionBrokenAtTheEnd() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    LoopbackServer waiting =
        LoopbackServer.start(
            new OnlyFromHere(Set.of()),
            exchange -> {
              asked.countDown();
              new CountDownLatch(1).await();
            });
    var threads = Executors.newSingleThreadExecutor();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), waiting.port())) {
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Future<Integer> answer =
          threads.submit(
              () -> {
                try (InputStream in = socket.getInputStream()) {
                  return in.read();
                } catch (IOException e) {
                  return -1;
                }
              });
      asked.await();
      waiting.close();
      assertThat(answer.get()).isEqualTo(-1);
    } finally {
      threads.shutdownNow();
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getByAddress(FOUR), server.port());
  }

  private static boolean isFree(int port) {
    try (ServerSocket four = new ServerSocket(port, 1, InetAddress.getByAddress(FOUR))) {
      return four.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasSix() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(SIX), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String header(String name, String value) {
    return value == null ? "" : name + ": " + value + "\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
