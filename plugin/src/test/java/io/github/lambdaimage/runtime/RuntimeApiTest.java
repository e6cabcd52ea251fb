package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.runtime.RuntimeEvent.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

  private static final FunctionIdentity IDENTITY =
      new FunctionIdentity("orders", "7", "eu-central-1", 512, Optional.empty(), 1, false);

  private final List<RuntimeEvent> events = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private RuntimeApi api;

  @BeforeEach
  void start() throws Exception {
    api = RuntimeApi.start(IDENTITY, Extensions.NONE, Set.of(), events::add);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anInvocationHasTheHeadersThatAwsClientsRead() throws Exception {
    Invocation invocation = invocation("a-1", Optional.of("{\"client\": {}}"));
    api.hand(invocation, 1_700_000_000_123L);

    HttpResponse<String> next = get("invocation/next");

    HttpHeaders headers = next.headers();
    assertThat(next.body()).isEqualTo("{\"a\": 1}");
    assertThat(headers.firstValue("Lambda-Runtime-Aws-Request-Id")).contains("a-1");
    assertThat(headers.firstValue("Lambda-Runtime-Deadline-Ms")).contains("1700000000123");
    assertThat(headers.firstValue("Lambda-Runtime-Invoked-Function-Arn"))
        .contains("arn:aws:lambda:eu-central-1:012345678912:function:orders");
    assertThat(headers.firstValue("Lambda-Runtime-Client-Context")).contains("{\"client\": {}}");
    assertThat(headers.firstValue("Lambda-Runtime-Cognito-Identity")).contains("{\"id\": 1}");
    assertThat(headers.firstValue("Lambda-Runtime-Trace-Id")).contains("Root=1-2-3");
    assertThat(headers.firstValue("Lambda-Runtime-Aws-Tenant-Id")).contains("tenant");
    assertThat(headers.firstValue("Content-Type")).contains("application/json");
    assertThat(events).extracting(RuntimeEvent::kind).containsExactly(Kind.NEXT);
  }

  @Test
  void jsonInAHeaderStaysOneHeaderAndKeepsItsLetters() throws Exception {
    String context = "{\"a\":\r\nX-Injected: 1\r\n\u0000\t\"größer 日本\"}";
    api.hand(invocation("a-1", Optional.of(context)), 1);

    HttpHeaders headers = get("invocation/next").headers();

    assertThat(headers.map()).doesNotContainKey("X-Injected");
    // The client reads a byte for each character, as all of HTTP/1 does.
    assertThat(
            new String(
                headers.firstValue("Lambda-Runtime-Client-Context").orElse("").getBytes(ISO_8859_1),
                UTF_8))
        .isEqualTo("{\"a\":  X-Injected: 1    \"größer 日本\"}");
  }

  @Test
  void anInvocationHasOneAnswer() throws Exception {
    hand("1");
    assertThat(post("invocation/2/response", "{}").statusCode()).isEqualTo(400);
    assertThat(post("invocation/1/other", "{}").statusCode()).isEqualTo(404);
    assertThat(post("invocation/1/response", "{}").statusCode()).isEqualTo(202);
    assertThat(post("invocation/1/response", "{}").statusCode()).isEqualTo(403);
    assertThat(post("invocation/1/error", "{\"errorType\": \"A\"}").statusCode()).isEqualTo(403);
    assertThat(post("init/error", "{\"errorType\": \"B\"}").statusCode()).isEqualTo(403);
    hand("2");
    assertThat(post("invocation/2/error", "{\"errorType\": \"A\"}").statusCode()).isEqualTo(202);

    assertThat(events)
        .extracting(RuntimeEvent::kind)
        .containsExactly(Kind.NEXT, Kind.RESPONSE, Kind.NEXT, Kind.ERROR);
    assertThat(events).extracting(RuntimeEvent::requestId).containsExactly("", "1", "", "2");
  }

  @Test
  void aStartMayFail() throws Exception {
    assertThat(post("init/error", "{\"errorType\": \"B\"}").statusCode()).isEqualTo(202);

    assertThat(events).extracting(RuntimeEvent::kind).containsExactly(Kind.INIT_ERROR);
  }

  @Test
  void aResponseThatLambdaWouldNotTakeBecomesAnErrorThatStays() throws Exception {
    hand("1");
    assertThat(post("invocation/1/response", "x".repeat(7 * 1024 * 1024)).statusCode())
        .isEqualTo(413);
    // As AWS's client does when its response was not taken.
    assertThat(post("invocation/1/error", "{\"errorType\": \"A\"}").statusCode()).isEqualTo(403);

    assertThat(events).extracting(RuntimeEvent::kind).containsExactly(Kind.NEXT, Kind.ERROR);
    assertThat(events.get(1).body().toString())
        .contains("Function.ResponseSizeTooLarge", "(6291556 bytes)");
  }

  @Test
  void aPageOfAnotherSiteIsRefused() throws Exception {
    HttpResponse<String> answer =
        http.send(
            request("invocation/next").header("Origin", "https://example.com").build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(events).isEmpty();
  }

  private void hand(String requestId) throws Exception {
    api.hand(invocation(requestId, Optional.empty()), 1);
    assertThat(get("invocation/next").statusCode()).isEqualTo(200);
  }

  private static Invocation invocation(String requestId, Optional<String> clientContext) {
    return new Invocation(
        requestId,
        Payload.of("{\"a\": 1}"),
        clientContext,
        Optional.of("{\"id\": 1}"),
        Optional.of("Root=1-2-3"),
        Optional.of("tenant"),
        false);
  }

  private HttpResponse<String> get(String call) throws Exception {
    return http.send(request(call).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String call, String body) throws Exception {
    return http.send(
        request(call).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String call) {
    return HttpRequest.newBuilder(
        URI.create("http://" + api.authority() + "/2018-06-01/runtime/" + call));
  }
}
