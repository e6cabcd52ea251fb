package io.github.lambdaimage.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExtensionsApiTest {

  private static final String EXTENSION = "/2020-01-01/extension/";
  private static final String RUNTIME = "/2018-06-01/runtime/invocation/";
  private static final Extensions EXPECTED =
      new Extensions(Set.of("watcher"), JsonObject.empty().with("functionName", "orders"));

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<RuntimeEvent> events = new LinkedBlockingQueue<>();
  private RuntimeApi api;

  @BeforeEach
  void start() throws Exception {
    api = RuntimeApi.start(FunctionIdentity.DEFAULT, EXPECTED, Set.of(), events::add);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theRuntimeIsReadyOnceAllExtensionsAre() throws Exception {
    var runtime = get(RUNTIME + "next", "");
    String id = register("watcher", "[\"INVOKE\", \"SHUTDOWN\"]");
    assertThat(events).isEmpty();

    var event = get(EXTENSION + "event/next", id);
    assertThat(events.take().kind()).isEqualTo(RuntimeEvent.Kind.NEXT);
    Invocation invocation =
        new Invocation(
            Invocation.newRequestId(),
            Payload.of("{}"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Root=1"),
            Optional.empty(),
            false);
    api.hand(invocation, 1234);

    assertThat(runtime.get(30, SECONDS).body()).isEqualTo("{}");
    assertThat(event.get(30, SECONDS).body())
        .isEqualTo(
            "{\"eventType\":\"INVOKE\",\"deadlineMs\":1234,\"requestId\":\"%s\",\"invokedFunctionArn\":\"arn:aws:lambda:us-east-1:012345678912:function:test_function\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1\"}}"
                .formatted(invocation.requestId()));

    // The invocation is over when the extension asks too.
    var next = get(RUNTIME + "next", "");
    var last = get(EXTENSION + "event/next", id);
    assertThat(events.take().kind()).isEqualTo(RuntimeEvent.Kind.NEXT);
    assertThat(api.shutDown(5678, ShutdownReason.TIMEOUT)).isTrue();
    assertThat(last.get(30, SECONDS).body())
        .isEqualTo(
            "{\"eventType\":\"SHUTDOWN\",\"shutdownReason\":\"timeout\",\"deadlineMs\":5678}");
    assertThat(next.isDone()).isFalse();
  }

  @Test
  void whoDoesNotWantToKnowIsNotTold() throws Exception {
    String id = register("watcher", "[]");
    var event = get(EXTENSION + "event/next", id);
    var runtime = get(RUNTIME + "next", "");
    assertThat(events.take().kind()).isEqualTo(RuntimeEvent.Kind.NEXT);

    api.hand(Invocation.of(Payload.of("{}")), 1);
    assertThat(runtime.get(30, SECONDS).statusCode()).isEqualTo(200);
    assertThat(api.shutDown(1, ShutdownReason.SPINDOWN)).isFalse();
    assertThat(event.isDone()).isFalse();
  }

  @Test
  void registeringTellsOfTheFunction() throws Exception {
    HttpResponse<String> answer = register("watcher", "[\"INVOKE\"]", BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"functionName\":\"orders\"}");
    assertThat(register("x", "[\"OTHER\"]", BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    assertThat(get(EXTENSION + "event/next", "nobody").get(30, SECONDS).statusCode())
        .isEqualTo(403);
  }

  @Test
  void errorsAreTaken() throws Exception {
    HttpRequest error =
        request(EXTENSION + "init/error").POST(BodyPublishers.ofString("{}")).build();
    assertThat(http.send(error, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
    assertThat(get("/2020-01-01/other", "").get(30, SECONDS).statusCode()).isEqualTo(404);
  }

  private String register(String name, String kinds) throws Exception {
    return register(name, kinds, BodyHandlers.ofString())
        .headers()
        .firstValue("Lambda-Extension-Identifier")
        .orElseThrow();
  }

  private <T> HttpResponse<T> register(
      String name, String kinds, HttpResponse.BodyHandler<T> handler) throws Exception {
    return http.send(
        request(EXTENSION + "register")
            .header("Lambda-Extension-Name", name)
            .POST(BodyPublishers.ofString("{\"events\": " + kinds + "}"))
            .build(),
        handler);
  }

  private CompletableFuture<HttpResponse<String>> get(String path, String id) {
    return http.sendAsync(
        request(path).header("Lambda-Extension-Identifier", id.isEmpty() ? "none" : id).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + api.authority() + path));
  }
}
