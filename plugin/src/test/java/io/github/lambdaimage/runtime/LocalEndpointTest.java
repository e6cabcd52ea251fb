package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Answer.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint makes of requests, and of answers; {@code it} asks AWS's own client. */
@Timeout(60)
class LocalEndpointTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Recorded function = new Recorded();
  private LocalEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = LocalEndpoint.start(0, function, log::add);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void headersBecomeTheInvocations() throws Exception {
    HttpResponse<String> answer =
        post(
            "{}",
            "X-Amzn-RequestId",
            "my-1",
            "X-Amz-Client-Context",
            base64("{\"a\":\"größer 日本\"}"),
            "X-Amz-Cognito-Identity",
            "{\"cognitoIdentityId\":\"c\"}",
            "X-Amzn-Trace-Id",
            "Root=1-2-3",
            "X-Amz-Tenant-Id",
            "tenant");

    assertThat(answer.headers().firstValue("X-Amzn-RequestId")).contains("my-1");
    assertThat(answer.headers().firstValue("X-Amz-Executed-Version")).contains("7");
    assertThat(answer.headers().firstValue("X-Amz-Log-Result")).isEmpty();
    assertThat(function.invocations.take())
        .usingRecursiveComparison()
        .isEqualTo(
            new Invocation(
                "my-1",
                Payload.of("{}"),
                Optional.of("{\"a\":\"größer 日本\"}"),
                Optional.of("{\"cognitoIdentityId\":\"c\"}"),
                Optional.of("Root=1-2-3"),
                Optional.of("tenant"),
                false));
  }

  @Test
  void theEndOfTheLogComesWithTheAnswer() throws Exception {
    function.answer = function.answer.withLog("x".repeat(5000) + "\nthe end\n");

    HttpResponse<String> answer = post("{}", "X-Amz-Log-Type", "Tail", "X-Amzn-RequestId", "my-1");

    byte[] tail =
        Base64.getDecoder().decode(answer.headers().firstValue("X-Amz-Log-Result").orElseThrow());
    assertThat(tail).hasSize(4096);
    assertThat(new String(tail, UTF_8))
        .startsWith("xxx")
        .contains("\nthe end\nEND RequestId: my-1\nREPORT RequestId: my-1\t")
        .endsWith("Memory Size: 512 MB\tMax Memory Used: 0 MB\n");
    assertThat(function.invocations.take().wantsLog()).isTrue();
    assertThat(log).contains("START RequestId: my-1 Version: 7");
  }

  @Test
  void anEventIsTakenAndInvokedLater() throws Exception {
    function.gate = new CountDownLatch(1);

    HttpResponse<String> first = post("1", "X-Amz-Invocation-Type", "Event");
    HttpResponse<String> second = post("2", "X-Amz-Invocation-Type", "Event");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.body()).isEmpty();
    assertThat(second.statusCode()).isEqualTo(202);
    function.gate.countDown();
    assertThat(function.invocations.take().event()).hasToString("1");
    assertThat(function.invocations.take().event()).hasToString("2");
  }

  @Test
  void aDryRunInvokesNothing() throws Exception {
    HttpResponse<String> answer = post("{}", "X-Amz-Invocation-Type", "DryRun");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(function.invocations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Amz-Invocation-Type | Later        | ValidationException            | 'Later'",
        "X-Amz-Client-Context  | no base64 !  | InvalidRequestContentException | Base64",
        "X-Amz-Client-Context  | bm8ganNvbg== | InvalidRequestContentException | JSON",
        "X-Amz-Cognito-Identity| nobody       | InvalidRequestContentException | JSON",
        "X-Amzn-RequestId      | a/../b       | InvalidRequestContentException | 'a/../b'"
      })
  void whatLambdaWouldNotTakeIsRefused(String header, String value, String type, String says)
      throws Exception {
    HttpResponse<String> answer = post("{}", header, value);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("X-Amzn-ErrorType")).contains(type);
    assertThat(answer.body()).contains("\"errorType\":\"" + type + "\"", says);
    assertThat(function.invocations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "no json", "{} {}", "[1,]"})
  void anEventThatIsNotJsonIsRefused(String event) throws Exception {
    HttpResponse<String> answer = post(event);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Could not parse request body into json");
    assertThat(function.invocations).isEmpty();
  }

  @Test
  void sizesAreThoseOfLambda() throws Exception {
    String largest = "\"" + "x".repeat(6 * 1024 * 1024 - 2) + "\"";
    assertThat(post(largest).statusCode()).isEqualTo(200);
    assertThat(post(largest + " ").statusCode()).isEqualTo(413);
    String event = "\"" + "x".repeat(1024 * 1024 - 2) + "\"";
    assertThat(post(event, "X-Amz-Invocation-Type", "Event").statusCode()).isEqualTo(202);
    assertThat(post(event + " ", "X-Amz-Invocation-Type", "Event").statusCode()).isEqualTo(413);
  }

  @Test
  void nothingButPostInvokes() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(endpoint.url())).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    assertThat(function.invocations).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsNoResponseIsMarked(Kind kind) throws Exception {
    function.answer =
        Answer.of(kind, Payload.of("{\"errorType\":\"A\",\"errorMessage\":\"B\"}"), Duration.ZERO);

    HttpResponse<String> answer = post("{}");

    // An error is what the runtime said so of, never a document that looks like one.
    assertThat(answer.headers().firstValue("X-Amz-Function-Error"))
        .isEqualTo(kind == Kind.RESPONSE ? Optional.empty() : Optional.of("Unhandled"));
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Amzn-RequestId")).isPresent();
  }

  /** Whoever sends one request after the other would keep it out for good. */
  @Test
  void anotherFunctionHasItsTurnBeforeLaterInvocations() throws Exception {
    function.concurrency = 2;
    function.gate = new CountDownLatch(1);
    endpoint.close();
    endpoint = LocalEndpoint.start(0, function, log::add);
    assertThat(post("1", "X-Amz-Invocation-Type", "Event").statusCode()).isEqualTo(202);
    function.begun.await();
    Recorded next = new Recorded();
    LocalEndpoint served = endpoint;
    Thread exchange = new Thread(() -> serve(served, next));
    exchange.start();
    while (exchange.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    assertThat(post("2", "X-Amz-Invocation-Type", "Event").statusCode()).isEqualTo(202);
    HttpResponse<String> refused = post("3");
    function.gate.countDown();

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "busy with as many invocations as it takes at once (2); -Dlambda-image.concurrency= has more.");
    assertThat(next.invocations.take().event()).hasToString("2");
    assertThat(function.invocations).hasSize(1);
    exchange.join();
  }

  private static void serve(LocalEndpoint endpoint, LocalFunction next) {
    try {
      endpoint.serve(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> post(String event, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url())).POST(BodyPublishers.ofString(event));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Answers as it is told to, and remembers what it was asked. */
  private static final class Recorded implements LocalFunction {

    private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile int concurrency = 1;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Answer answer =
        Answer.of(Kind.RESPONSE, Payload.of("\"done\""), Duration.ofMillis(1));

    @Override
    public FunctionIdentity identity() {
      return new FunctionIdentity("orders", "7", "eu-central-1", 512, Optional.empty(), 1, false);
    }

    @Override
    public int concurrency() {
      return concurrency;
    }

    @Override
    public Duration start() {
      return Duration.ZERO;
    }

    @Override
    public Answer invoke(Invocation invocation) throws LambdaImageException, InterruptedException {
      begun.countDown();
      gate.await();
      invocations.add(invocation);
      return answer;
    }

    @Override
    public void close() {}
  }
}
