package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One request, and the answer that may come before its end. */
@Timeout(60)
class WatchedUploadTest {

  private static final String CREATED =
      "HTTP/1.1 201 Created\nLocation: /blob\nContent-Length: 4\n\nfine";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Timeouts WITHOUT_HURRY = new Timeouts(LONG, LONG, LONG);

  /** More than one buffer. */
  private static final byte[] BYTES = "some bytes".repeat(30_000).getBytes(UTF_8);

  private static final HttpProxy PROXY =
      new HttpProxy("proxy.test", 3128, new Credential("me", "secret"));

  private final AtomicLong transferred = new AtomicLong();
  private Progress progress = transferred::addAndGet;
  private final List<byte[]> received = new CopyOnWriteArrayList<>();

  /** Takes a body of the usual length, and says so. */
  private final RawServer.Talk taking =
      connection -> {
        connection.head();
        received.add(connection.body(BYTES.length));
        connection.says(CREATED);
      };

  /** Takes it and says nothing. */
  private final RawServer.Talk silent =
      connection -> {
        connection.head();
        connection.body(BYTES.length);
        connection.idles();
      };

  @Test
  void sendsAllBytesAndCountsThem() throws Exception {
    try (RawServer server = new RawServer(taking)) {
      Response response = put(server, "http://r.test/up/1", null);

      assertThat(received).containsExactly(BYTES);
      assertThat(transferred).hasValue(BYTES.length);
      assertThat(response.status()).isEqualTo(201);
      assertThat(response.header("location")).isEqualTo("/blob");
      assertThat(response.stream()).hasContent("fine");
    }
  }

  /** The answer may be there before the thread that sends goes on. */
  @Test
  void countsBytesBeforeTheyCanBeAnswered() throws Exception {
    List<Integer> bodies = new CopyOnWriteArrayList<>();
    progress =
        bytes -> {
          LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
          bodies.add(received.size());
        };
    try (RawServer server = new RawServer(taking)) {
      Response unused = put(server, "http://r.test/up/1", null);

      assertThat(bodies).containsExactly(0, 0, 0);
    }
  }

  @Test
  void saysWhatItSends() throws Exception {
    try (RawServer server = new RawServer(taking)) {
      Response unused = put(server, "http://r.test:5000/up/1?a=%2F", null);

      assertThat(server.heads)
          .containsExactly(
              "PUT /up/1?a=%2F HTTP/1.1\r\nHost: r.test:5000\r\nUser-Agent: lambda-image-maven-plugin\r\nContent-Length: 300000\r\nConnection: close\r\nContent-Type: bytes\r\n\r\n");
    }
  }

  @Test
  void writesThePathOfTheRoot() throws Exception {
    try (RawServer server = new RawServer(taking)) {
      Response unused = put(server, "http://r.test", null);

      assertThat(server.heads).allMatch(head -> head.startsWith("PUT / HTTP/1.1\r\n"));
    }
  }

  @Test
  void tellsAProxyWhereToAndItsPassword() throws Exception {
    try (RawServer server = new RawServer(taking)) {
      Response unused = put(server, "http://r.test/up/1?a=b", PROXY);

      assertThat(server.heads.get(0))
          .startsWith("PUT http://r.test/up/1?a=b HTTP/1.1\r\nHost: r.test\r\n")
          .contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n");
    }
  }

  @Test
  void tellsAProxyNoPasswordThatNeedsNone() throws Exception {
    try (RawServer server = new RawServer(taking)) {
      Response unused = put(server, "http://r.test/up", new HttpProxy("proxy.test", 3128, null));

      assertThat(server.heads.get(0)).doesNotContain("Proxy-Authorization");
    }
  }

  /** What goes through a tunnel is read by the registry. */
  @Test
  void keepsThePasswordOfAProxyFromTheRegistry() throws Exception {
    try (RawServer server = new RawServer(taking)) {
      Response unused = put(server, "https://r.test/up/1", PROXY);

      assertThat(server.heads.get(0))
          .startsWith("PUT /up/1 HTTP/1.1\r\nHost: r.test\r\n")
          .doesNotContain("Proxy-Authorization");
    }
  }

  @Test
  void failsWhereLessComesToBeSent() throws Exception {
    try (RawServer server = new RawServer(silent)) {
      assertThatThrownBy(
              () -> put(server, BYTES.length + 7, new ByteArrayInputStream(BYTES), WITHOUT_HURRY))
          .isInstanceOf(EOFException.class)
          .hasMessage("7 bytes less came to be sent than there should be");
    }
  }

  @Test
  void failsAsWhatItSendsDoes() throws Exception {
    IOException failure = new IOException("the disk is gone");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            throw failure;
          }
        };
    try (RawServer server = new RawServer(taking)) {
      assertThatThrownBy(() -> put(server, 1, broken, WITHOUT_HURRY)).isSameAs(failure);
    }
  }

  /** It must not wait for an answer to what it has not sent. */
  @Test
  @Timeout(15)
  void failsAtOnceWhereWhatItSendsIsBroken() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("a mistake");
          }

          @Override
          public int read(byte[] bytes, int offset, int count) {
            return read();
          }
        };
    try (RawServer server = new RawServer(taking)) {
      assertThatThrownBy(() -> put(server, 1, broken, WITHOUT_HURRY))
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage("a mistake");
    }
  }

  @Test
  void failsWhereWhatComesIsNotHttp() throws Exception {
    try (RawServer server = new RawServer(connection -> connection.says("SSH-2.0\n"))) {
      assertThatThrownBy(() -> put(server, "http://r.test/", null)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void waitsForAnAnswerOnlySoLong() throws Exception {
    try (RawServer server = new RawServer(silent)) {
      assertThatThrownBy(
              () ->
                  put(
                      server,
                      BYTES.length,
                      new ByteArrayInputStream(BYTES),
                      // Enough for the body on a busy machine; the answer has only the last.
                      new Timeouts(LONG, Duration.ofSeconds(2), SHORT)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no answer to 300000 bytes");
    }
  }

  @Test
  void waitsOnlySoLongForWhoTakesNoMore() throws Exception {
    try (RawServer server = new RawServer(RawServer.Connection::idles)) {
      assertThatThrownBy(
              () -> put(server, Long.MAX_VALUE, new Zeros(), new Timeouts(LONG, SHORT, LONG)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageMatching("it took no more after \\d+ bytes");
    }
  }

  @Test
  void endsWhenItIsInterrupted() throws Exception {
    try (RawServer server = new RawServer(RawServer.Connection::idles)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> put(server, "http://r.test/", null))
          .isExactlyInstanceOf(InterruptedIOException.class)
          .hasMessage("interrupted while sending");
      assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
    }
  }

  private Response put(RawServer server, String uri, @Nullable HttpProxy proxy) throws Exception {
    return put(server, uri, proxy, BYTES.length, new ByteArrayInputStream(BYTES), WITHOUT_HURRY);
  }

  private Response put(RawServer server, long length, InputStream content, Timeouts patience)
      throws Exception {
    return put(server, "http://r.test/up/1", null, length, content, patience);
  }

  /** Sends a request to the server, wherever it is for. */
  private Response put(
      RawServer server,
      String uri,
      @Nullable HttpProxy proxy,
      long length,
      InputStream content,
      Timeouts patience)
      throws Exception {
    Request.Body body = new Request.Body(length, () -> content);
    Request request = Request.put(URI.create(uri), body).with("Content-Type", "bytes");
    RawConnection.Tls tls =
        new RawConnection.Tls(HttpsURLConnection.getDefaultSSLSocketFactory(), true);
    try (RawConnection connection =
        RawConnection.open(server.uri("/"), null, tls, WITHOUT_HURRY).orElseThrow()) {
      return new WatchedUpload(request, body, connection, patience, progress).run(content, proxy);
    }
  }

  private static final class Zeros extends InputStream {

    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return length;
    }
  }
}
