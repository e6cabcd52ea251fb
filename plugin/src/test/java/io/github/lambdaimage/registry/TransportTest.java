package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire, and nothing behind it. */
class TransportTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicLong transferred = new AtomicLong();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private ScriptedRegistry server;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedRegistry();
    server.script(
        exchange -> {
          headers.add(Map.copyOf(exchange.getRequestHeaders()));
          ports.add(exchange.getRemoteAddress().getPort());
          return false;
        });
    transport = new Transport(uri -> null, Set.of(), transferred::addAndGet);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void carriesARequestAndItsAnswer() throws Exception {
    server.script(exchange -> answers(exchange, 200, "{}", "X-Answer", "yes"));
    Request request = Request.get(uri("/v2/x?a=b")).with("X-One", "1").with("X-Two", "2");

    try (Response response = transport.send(request)) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("x-answer")).isEqualTo("yes");
      assertThat(response.header("x-other")).isNull();
      assertThat(response.bytes()).asString().isEqualTo("{}");
      assertThat(response.request()).isSameAs(request);
    }
    assertThat(headers.get(0))
        .containsEntry("X-one", List.of("1"))
        .containsEntry("X-two", List.of("2"))
        .containsEntry("User-agent", List.of("lambda-image-maven-plugin"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32 * 1024, 32 * 1024 + 1, 300_000})
  void sendsABodyOfKnownLength(int length) throws Exception {
    byte[] bytes = new byte[length];
    List<Integer> received = new ArrayList<>();
    server.script(
        exchange -> {
          received.add(exchange.getRequestBody().readAllBytes().length);
          return answers(exchange, 201, "");
        });

    transport.send(Request.put(uri("/v2/x"), Request.Body.of(bytes))).close();

    assertThat(received).containsExactly(length);
    assertThat(headers.get(0)).containsEntry("Content-length", List.of(String.valueOf(length)));
    assertThat(transferred).hasValue(length);
  }

  @Test
  void givesAllLinesOfAHeader() throws Exception {
    server.script(
        exchange -> {
          exchange.getResponseHeaders().put("X-Answer", List.of("one, two", "three"));
          return answers(exchange, 401, "");
        });

    for (Request request :
        List.of(
            Request.get(uri("/v2/x")), Request.put(uri("/v2/x"), Request.Body.of(new byte[1])))) {
      try (Response response = transport.send(request)) {
        assertThat(response.headers("x-answer")).containsExactly("one, two", "three");
        assertThat(response.headers("X-Other")).isEmpty();
      }
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    server.script(exchange -> answers(exchange, 302, "", "Location", "/elsewhere"));

    try (Response response = transport.send(Request.get(uri("/v2/x")))) {
      assertThat(response.isRedirect()).isTrue();
      assertThat(response.location()).isEqualTo(uri("/elsewhere"));
    }
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void pointsNowhereButToItself() throws Exception {
    server.script(exchange -> answers(exchange, 202, ""));
    try (Response response = transport.send(Request.post(uri("/v2/x?a=b")))) {
      assertThat(response.location()).isEqualTo(uri("/v2/x?a=b"));
    }
  }

  @Test
  void refusesAnAddressThatIsNone() throws Exception {
    server.script(exchange -> answers(exchange, 202, "", "Location", "http://a b/"));
    try (Response response = transport.send(Request.post(uri("/v2/x")))) {
      assertThatThrownBy(response::location)
          .hasMessage(
              "'"
                  + server.host()
                  + "' answered with the 'Location' 'http://a b/', which is not an HTTP address. Check that it is a registry, and what is before it.");
    }
  }

  @Test
  void readsWhatAnErrorSays() throws Exception {
    server.script(exchange -> answers(exchange, 404, "not here"));

    try (Response response = transport.send(Request.get(uri("/v2/x")))) {
      assertThat(response.isSuccess()).isFalse();
      assertThat(response.bytes()).asString().isEqualTo("not here");
    }
  }

  @Test
  void readsNothingWhereAnErrorSaysNothing() throws Exception {
    server.script(exchange -> answers(exchange, 500, ""));

    try (Response response = transport.send(Request.get(uri("/v2/x")))) {
      assertThat(response.bytes()).isEmpty();
    }
  }

  @Test
  void readsNothingOfAHead() throws Exception {
    server.script(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Length", "1000");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          return true;
        });

    try (Response response = transport.send(Request.head(uri("/v2/x")))) {
      assertThat(response.bytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void missesTheEndOfAnAnswerThatBreaksOff(boolean single) throws Exception {
    server.script(
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write("three".getBytes(UTF_8), 0, 3);
          exchange.getResponseBody().flush();
          exchange.close();
          return true;
        });

    Response response = transport.send(Request.get(uri("/v2/x")));

    assertThatThrownBy(
            () -> {
              if (single) {
                for (int read = 0; read >= 0; read = response.stream().read()) {}
              } else {
                response.bytes();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the answer ended after 3 of 10 bytes");
  }

  @Test
  void readsADocumentOnlyUpToALimit() throws Exception {
    int limit = 4 * 1024 * 1024;
    for (int length : new int[] {limit, limit + 1}) {
      try (ScriptedRegistry other = new ScriptedRegistry()) {
        other.script(
            exchange -> {
              exchange.sendResponseHeaders(200, length);
              exchange.getResponseBody().write(new byte[length]);
              exchange.close();
              return true;
            });
        URI uri = URI.create("http://" + other.host() + "/v2/");
        Response response = transport.send(Request.get(uri));

        if (length == limit) {
          assertThat(response.document(Document.MANIFEST)).hasSize(limit);
        } else {
          assertThatThrownBy(() -> response.document(Document.MANIFEST))
              .isInstanceOf(LambdaImageException.class)
              .hasMessage(
                  "The registry '%s' answers 'GET %s' with more than %s bytes, and the manifest has no more. Try again; if it stays, check that it is a registry, and what is before it.",
                  other.host(), uri, limit);
        }
      }
    }
  }

  @Test
  void readsTheBeginningOfAnErrorAndNoMore() throws Exception {
    server.script(exchange -> answers(exchange, 404, "x".repeat(10_000_000)));

    try (Response response = transport.send(Request.get(uri("/v2/x")))) {
      assertThat(response.bytes()).hasSize(64 * 1024);
    }
    transport.send(Request.get(uri("/v2/x"))).close();

    assertThat(ports.stream().distinct()).hasSize(2);
  }

  @Test
  void usesAConnectionAgainWhenAnAnswerIsClosed() throws Exception {
    server.script(exchange -> answers(exchange, 200, "x".repeat(1000)));

    for (int i = 0; i < 3; i++) {
      transport.send(Request.get(uri("/v2/x"))).close();
    }

    assertThat(ports.stream().distinct()).hasSize(1);
  }

  @Test
  void givesAConnectionUpWithAnAnswerThatIsAbandoned() throws Exception {
    server.script(exchange -> answers(exchange, 200, "x".repeat(10_000_000)));

    try (Response response = transport.send(Request.get(uri("/v2/x")))) {
      response.abandon();
    }
    transport.send(Request.get(uri("/v2/x"))).close();

    assertThat(ports.stream().distinct()).hasSize(2);
  }

  @Test
  void waitsLongerForTheAnswerToABody() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.script(
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          quietly(
              () -> assertThat(never.await(3 * SHORT.toMillis(), TimeUnit.MILLISECONDS)).isFalse());
          return answers(exchange, 201, "");
        });
    Transport impatient =
        new Transport(uri -> null, Set.of(), Progress.NONE, new Timeouts(LONG, SHORT, LONG));

    assertThatThrownBy(() -> impatient.send(Request.get(uri("/v2/x"))))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(impatient.send(Request.put(uri("/v2/x"), Request.Body.of(new byte[1]))).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://r.test/v2/",
        "HTTP://r.test/v2/",
        "http://127.example.com/",
        "http://r.test:5000/",
        "http://user:secret@r.test/"
      })
  void refusesPlainHttp(String address) {
    URI uri = URI.create(address);

    assertThatThrownBy(() -> transport.send(Request.get(uri)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s' would be spoken to over plain HTTP. If that is intended, list it in <insecureRegistries>."
                .formatted(RegistryHost.of(uri)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.test", "R.TEST:443", "r.test:80"})
  void speaksPlainHttpWithWhomTheUserCallsInsecure(String insecure) throws Exception {
    URI proxy = URI.create("http://" + server.host());
    Transport trusting =
        new Transport(
            uri -> new HttpProxy(proxy.getHost(), proxy.getPort(), null),
            Set.of(RegistryHost.parse(insecure)),
            Progress.NONE);
    server.script(exchange -> answers(exchange, 200, ""));

    assertThat(trusting.send(Request.get(URI.create("http://r.test/v2/"))).status()).isEqualTo(200);
    assertThat(trusting.isInsecure(RegistryHost.parse(insecure))).isTrue();
    assertThat(trusting.isInsecure(RegistryHost.parse("s.test"))).isFalse();
    assertThat(headers.get(0)).doesNotContainKey("Proxy-authorization");
    assertThatThrownBy(() -> trusting.send(Request.get(URI.create("http://s.test/v2/"))))
        .hasMessageContaining("'s.test' would be spoken to over plain HTTP.");
  }

  @Test
  void tellsTheFailureOfASourceFromThatOfTheRegistry() {
    RegistryException failure = new RegistryException("base", "", new IOException());
    Request.Body body =
        new Request.Body(
            5,
            () -> {
              throw failure;
            });

    assertThatThrownBy(() -> transport.send(Request.put(uri("/v2/x"), body)))
        .isInstanceOfSatisfying(SourceFailure.class, e -> assertThat(e.failure()).isSameAs(failure))
        .hasMessage(failure.getMessage());
  }

  @Test
  void closesWhatItSends() throws Exception {
    List<String> closed = new ArrayList<>();
    server.script(
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          return answers(exchange, 201, "");
        });
    for (int length : new int[] {5, 100_000}) {
      ByteArrayInputStream in =
          new ByteArrayInputStream(new byte[length]) {
            @Override
            public void close() {
              closed.add("closed");
            }
          };
      transport.send(Request.put(uri("/v2/x"), new Request.Body(length, () -> in))).close();
    }

    assertThat(closed).hasSize(2);
  }

  private URI uri(String path) {
    return URI.create("http://" + server.host() + path);
  }

  private static boolean answers(HttpExchange exchange, int status, String body, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
    ScriptedRegistry.answer(exchange, status, body);
    return true;
  }

  /** Something that may be interrupted. */
  @FunctionalInterface
  private interface Waiting {
    void run() throws InterruptedException;
  }

  private static void quietly(Waiting waiting) {
    try {
      waiting.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
