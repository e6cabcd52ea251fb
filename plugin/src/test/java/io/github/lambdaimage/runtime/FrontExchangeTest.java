package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonMaps;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Web requests, byte by byte, and a function that answers what a test says. */
class FrontExchangeTest {

  private final BlockingQueue<Payload> events = new LinkedBlockingQueue<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Answer.Kind kind = Answer.Kind.RESPONSE;
  private String response = "{\"statusCode\": 200, \"body\": \"tea\"}";
  private Optional<LambdaImageException> failure = Optional.empty();
  private Runnable work = () -> {};
  private @Nullable LocalEndpoint endpoint;

  @AfterEach
  void close() {
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void aRequestIsAnEventAndTheResponseIsHttp() throws Exception {
    response =
        "{\"statusCode\": 201, \"headers\": {\"X-Order\": \"7\"}, \"cookies\": [\"a=1\", \"b=2\"], \"body\": \"tée\"}";
    start(Front.HTTP_V2);

    String answer =
        send(
            "POST /orders/7?tag=x&tag=y HTTP/1.1\r\nHost: localhost\r\nCookie: s=1; t=2\r\nContent-Type: application/json\r\nContent-Length: 9\r\nX-Amzn-Trace-Id: Root=1-2\r\n\r\n{\"n\":\"1\"}");

    Map<String, Object> event = event();
    assertThat(event)
        .containsEntry("rawPath", "/orders/7")
        .containsEntry("rawQueryString", "tag=x&tag=y")
        .containsEntry("cookies", List.of("s=1", "t=2"))
        .containsEntry("body", "{\"n\":\"1\"}");
    assertThat(String.valueOf(event.get("headers"))).contains("x-amzn-trace-id=Root=1-2");
    assertThat(answer)
        .startsWith("HTTP/1.1 201 ")
        .containsIgnoringCase("\r\nX-order: 7\r\n")
        .containsIgnoringCase("\r\nSet-cookie: a=1\r\nSet-cookie: b=2\r\n")
        .containsIgnoringCase("\r\nContent-length: 4\r\n")
        .endsWith("\r\n\r\n" + new String("tée".getBytes(UTF_8), ISO_8859_1));
  }

  @Test
  void aPathIsAsSent() throws Exception {
    start(Front.HTTP_V2);

    assertThat(send("GET //orders//7?a={b} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(event())
        .containsEntry("rawPath", "//orders//7")
        .containsEntry("queryStringParameters", Map.of("a", "{b}"));
  }

  @Test
  void aHeaderIsBytesInUtf8() throws Exception {
    response =
        "{\"statusCode\": 200, \"headers\": {\"Content-Disposition\": \"attachment; filename=Łódź.pdf\"}}";
    start(Front.HTTP_V1);

    assertThat(new String(get().getBytes(ISO_8859_1), UTF_8)).contains("filename=Łódź.pdf\r\n");
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void bytesGoBothWaysAsTheyAre(Front front) throws Exception {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    String text = new String(bytes, ISO_8859_1);
    response =
        "{\"statusCode\": 200, \"isBase64Encoded\": true, \"body\": \""
            + Base64.getEncoder().encodeToString(bytes)
            + "\", \"headers\": {\"Content-Type\": \"image/png\"}}";
    start(front);

    String answer =
        send(
            "PUT /image HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n"
                + text
                + "\r\n0\r\n\r\n");

    Map<String, Object> event = event();
    assertThat(event).containsEntry("isBase64Encoded", true);
    assertThat(Base64.getDecoder().decode((String) event.get("body"))).isEqualTo(bytes);
    assertThat(String.valueOf(event.get("headers")))
        .containsIgnoringCase("content-length=256")
        .doesNotContainIgnoringCase("transfer-encoding");
    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + text);
  }

  @Test
  void aHeadHasTheLengthAndNoBody() throws Exception {
    start(Front.HTTP_V1);

    assertThat(send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nContent-length: 3\r\n")
        .endsWith("\r\n\r\n");
    assertThat(event()).containsEntry("httpMethod", "HEAD");
  }

  @Test
  void noContentIsNone() throws Exception {
    response = "{\"statusCode\": 204, \"body\": \"tea\"}";
    start(Front.HTTP_V2);

    assertThat(send("DELETE /orders/7 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 204 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void whatIsNotModifiedHasNoBodyAndNoLength() throws Exception {
    response =
        "{\"statusCode\": 304, \"headers\": {\"Date\": \"Fri, 27 Nov 2026 10:00:00 GMT\"}, \"body\": \"tea\"}";
    start(Front.HTTP_V2);

    assertThat(get())
        .startsWith("HTTP/1.1 304 ")
        .contains("\r\nDate: Fri, 27 Nov 2026 10:00:00 GMT\r\n")
        .doesNotContainIgnoringCase("Content-Length")
        .endsWith("\r\n\r\n");
  }

  @Test
  void whatIsNoHttpIsABadGatewayAndSaid() throws Exception {
    response = "{\"product\": \"secret\"}";
    start(Front.HTTP_V1);

    assertThat(get())
        .startsWith("HTTP/1.1 502 ")
        .endsWith("{\"message\":\"Internal server error\"}");
    assertThat(log)
        .anyMatch(
            line ->
                line.contains(
                    "'http-v1' can make no HTTP of the function's response: it has no 'statusCode'."));
    assertThat(log).noneMatch(line -> line.contains("secret"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.Kind.class,
      names = {"FUNCTION_ERROR", "INIT_ERROR", "EXIT"})
  void aFunctionThatFailsIsABadGateway(Answer.Kind failure) throws Exception {
    kind = failure;
    start(Front.HTTP_V2);

    assertThat(get())
        .startsWith("HTTP/1.1 502 ")
        .endsWith("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void aFunctionThatIsLateIsAnsweredAsTheFrontDoes() throws Exception {
    kind = Answer.Kind.TIMEOUT;
    start(Front.HTTP_V2);

    assertThat(get()).startsWith("HTTP/1.1 503 ").endsWith("{\"message\":\"Service Unavailable\"}");
  }

  @Test
  void aFunctionThatCannotBeStartedIsSaid() throws Exception {
    failure = Optional.of(new LambdaImageException("No Java."));
    start(Front.ALB);

    assertThat(get()).startsWith("HTTP/1.1 502 ").contains("Content-type: text/html");
    assertThat(log).contains("No Java.");
  }

  @Test
  void whatLambdaWouldNotTakeIsTooLarge() throws Exception {
    start(Front.HTTP_V2);

    // Base64 makes four bytes of three.
    int size = 5 * 1024 * 1024;
    assertThat(
            send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + size
                    + "\r\n\r\n"
                    + "x".repeat(size)))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("{\"message\":\"Request Entity Too Large\"}");
    assertThat(events).isEmpty();
  }

  /** A browser asks for a page's style and pictures at once. */
  @Test
  void requestsWaitForTheirTurn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    work =
        () -> {
          begun.countDown();
          await(go);
        };
    start(Front.HTTP_V2);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<String> first = threads.submit(this::get);
      await(begun);
      Future<String> second = threads.submit(this::get);
      go.countDown();

      assertThat(first.get()).startsWith("HTTP/1.1 200 ");
      assertThat(second.get()).startsWith("HTTP/1.1 200 ");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void invocationsGoPastTheFront() throws Exception {
    start(Front.HTTP_V2);

    assertThat(
            send(
                "POST "
                    + LocalEndpoint.PATH
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(response);
    assertThat(events.take()).hasToString("{}");
  }

  private void start(Front front) throws Exception {
    LocalEndpoint opened = LocalEndpoint.start(0, new Function(), log::add);
    opened.behind(front);
    endpoint = opened;
  }

  private Map<String, Object> event() throws Exception {
    return JsonMaps.parse(events.take().bytes());
  }

  private String get() throws Exception {
    return send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** What comes back until the connection ends. */
  private String send(String request) throws Exception {
    try (Socket socket =
        new Socket(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
            URI.create(requireNonNull(endpoint).url()).getPort())) {
      String last = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      socket.getOutputStream().write(last.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Function implements LocalFunction {

    @Override
    public FunctionIdentity identity() {
      return FunctionIdentity.DEFAULT;
    }

    @Override
    public Duration start() {
      return Duration.ZERO;
    }

    @Override
    public Answer invoke(Invocation invocation) throws LambdaImageException {
      work.run();
      if (failure.isPresent()) {
        throw failure.get();
      }
      events.add(invocation.event());
      return Answer.of(kind, Payload.of(response), Duration.ZERO);
    }

    @Override
    public void close() {}
  }
}
