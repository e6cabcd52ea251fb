package io.github.lambdaimage.runtime;

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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

  private final List<RuntimeEvent> events = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private RuntimeApi api;

  @BeforeEach
  void start() throws Exception {
    api = RuntimeApi.start(events::add);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anInvocationHasTheHeadersThatAwsClientsRead() throws Exception {
    Invocation invocation =
        Invocation.of(
            Payload.of("{\"a\": 1}"),
            Optional.of("{\"client\": {}}"),
            Optional.of("Root=1-2-3"),
            Optional.of("tenant"));
    api.hand(invocation, 1_700_000_000_123L);

    HttpResponse<String> next = get("invocation/next");

    HttpHeaders headers = next.headers();
    assertThat(next.body()).isEqualTo("{\"a\": 1}");
    assertThat(headers.firstValue("Lambda-Runtime-Aws-Request-Id"))
        .contains(invocation.requestId());
    assertThat(headers.firstValue("Lambda-Runtime-Deadline-Ms")).contains("1700000000123");
    assertThat(headers.firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse(""))
        .startsWith("arn:aws:lambda:");
    assertThat(headers.firstValue("Lambda-Runtime-Client-Context")).contains("{\"client\": {}}");
    assertThat(headers.firstValue("Lambda-Runtime-Trace-Id")).contains("Root=1-2-3");
    assertThat(headers.firstValue("Lambda-Runtime-Aws-Tenant-Id")).contains("tenant");
    assertThat(headers.firstValue("Content-Type")).contains("application/json");
    assertThat(events).extracting(RuntimeEvent::kind).containsExactly(Kind.NEXT);
  }

  @Test
  void answersAreTakenWithAccepted() throws Exception {
    assertThat(post("invocation/1/response", "{}").statusCode()).isEqualTo(202);
    assertThat(post("invocation/2/error", "{\"errorType\": \"A\"}").statusCode()).isEqualTo(202);
    assertThat(post("init/error", "{\"errorType\": \"B\"}").statusCode()).isEqualTo(202);
    assertThat(post("invocation/2/other", "{}").statusCode()).isEqualTo(404);

    assertThat(events)
        .extracting(RuntimeEvent::kind)
        .containsExactly(Kind.RESPONSE, Kind.ERROR, Kind.INIT_ERROR);
    assertThat(events).extracting(RuntimeEvent::requestId).containsExactly("1", "2", "");
  }

  @Test
  void aResponseThatLambdaWouldNotTakeBecomesAnError() throws Exception {
    assertThat(post("invocation/1/response", "x".repeat(7 * 1024 * 1024)).statusCode())
        .isEqualTo(413);

    assertThat(events).extracting(RuntimeEvent::kind).containsExactly(Kind.ERROR);
    assertThat(events.get(0).body().toString()).contains("Function.ResponseSizeTooLarge");
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
