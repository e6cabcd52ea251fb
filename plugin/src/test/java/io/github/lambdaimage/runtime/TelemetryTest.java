package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.lambdaimage.oci.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an extension is sent that subscribes, by the requests that it makes and gets. */
@Timeout(60)
class TelemetryTest {

  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final String TELEMETRY = "/2022-07-01/telemetry";
  private static final String LOGS = "/2020-08-15/logs";
  private static final String ALL = "\"platform\", \"function\", \"extension\"";

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<RuntimeEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> delivered = new LinkedBlockingQueue<>();
  private final List<String> requests = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<JsonObject> seen = new ArrayList<>();
  private RuntimeApi api;
  private HttpServer listener;
  private String id;

  @BeforeEach
  void start() throws Exception {
    api =
        RuntimeApi.start(
            FunctionIdentity.DEFAULT,
            new Extensions(Set.of("watcher"), JsonObject.empty()),
            Set.of(),
            events::add);
    api.platform().initStarted();
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean fails = failures.getAndDecrement() > 0;
          if (!fails) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            delivered.addAll(objects(body));
          }
          exchange.sendResponseHeaders(fails ? 500 : 200, -1);
          exchange.close();
        });
    listener.start();
    id =
        send("/2020-01-01/extension/register", "none", "POST", "{\"events\": [\"INVOKE\"]}")
            .headers()
            .firstValue("Lambda-Extension-Identifier")
            .orElseThrow();
  }

  @AfterEach
  void stop() {
    api.close();
    listener.stop(0);
  }

  @Test
  void tellsOfTheStartAndOfAnInvocation() throws Exception {
    assertThat(subscribe(TELEMETRY, "2022-12-13", ALL, 25).body()).isEqualTo("\"OK\"");
    var first = ask(NEXT);
    // An extension may ask for what comes next once it knows that the runtime is ready.
    assertThat(await("platform.initRuntimeDone").text("status")).isEqualTo("success");
    var extension = ask("/2020-01-01/extension/event/next");
    assertThat(events.take().kind()).isEqualTo(RuntimeEvent.Kind.NEXT);
    api.platform().initEnded(Duration.ofMillis(250));
    Invocation invocation =
        new Invocation(
            "11111111-2222-3333-4444-555555555555",
            Payload.of("{}"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Root=1"),
            Optional.empty(),
            false);
    api.hand(invocation, 1);
    api.telemetry().publish("function", "I work");
    api.telemetry().publish("extension", "I watch");
    first.get(30, SECONDS);
    extension.get(30, SECONDS);
    send(
        "/2018-06-01/runtime/invocation/" + invocation.requestId() + "/response",
        id,
        "POST",
        "\"four\"");
    var second = ask(NEXT);
    // Nor is the invocation over for the extension before it asks.
    JsonObject done = await("platform.runtimeDone");
    assertThat(done.text("requestId")).isEqualTo(invocation.requestId());
    assertThat(done.text("status")).isEqualTo("success");
    assertThat(done.object("metrics").number("producedBytes", 0)).isEqualTo(6);
    assertThat(done.object("tracing").text("value")).isEqualTo("Root=1");
    api.platform()
        .ended(
            invocation,
            Answer.of(Answer.Kind.RESPONSE, Payload.of("\"four\""), Duration.ofMillis(12))
                .withInitDuration(Optional.of(Duration.ofMillis(250)))
                .withPeakMemory(64 * 1024 * 1024));

    assertThat(new String(await("platform.report").bytes(), UTF_8))
        .isEqualTo(
            "{\"requestId\":\"11111111-2222-3333-4444-555555555555\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1\"},\"metrics\":{\"durationMs\":12.0,\"billedDurationMs\":12,\"memorySizeMB\":3008,\"maxMemoryUsedMB\":64,\"initDurationMs\":250.0},\"status\":\"success\"}");
    assertThat(seen)
        .extracting(it -> it.text("type"))
        .containsExactly(
            "platform.initStart",
            "platform.telemetrySubscription",
            "platform.initRuntimeDone",
            "platform.extension",
            "platform.initReport",
            "platform.start",
            "function",
            "extension",
            "platform.runtimeDone",
            "platform.report");
    assertThat(seen)
        .extracting(it -> String.valueOf(it.text("time")))
        .allMatch(time -> time.matches("\\d{4}(-\\d\\d){2}T[\\d:]{8}[.]\\d{3}Z"));
    assertThat(record("platform.initStart"))
        .isEqualTo(
            "{\"initializationType\":\"on-demand\",\"phase\":\"init\",\"functionName\":\"test_function\",\"functionVersion\":\"$LATEST\",\"instanceMaxMemory\":3154116608}");
    assertThat(record("platform.extension"))
        .isEqualTo("{\"name\":\"watcher\",\"state\":\"Ready\",\"events\":[\"INVOKE\"]}");
    assertThat(record("platform.initReport"))
        .isEqualTo(
            "{\"initializationType\":\"on-demand\",\"phase\":\"init\",\"metrics\":{\"durationMs\":250.0},\"status\":\"success\"}");
    assertThat(seen.get(6).text("record")).isEqualTo("I work");
    assertThat(requests).containsOnly("POST /to?a=b");
    assertThat(second.isDone()).isFalse();
  }

  @Test
  void whatEndsAnInvocationIsItsStatus() throws Exception {
    subscribe(TELEMETRY, "2022-12-13", "\"platform\"", 25);
    Invocation late = Invocation.of(Payload.of("{}"));
    Invocation gone = Invocation.of(Payload.of("{}"));
    api.platform().started(late);
    api.platform().ended(late, Answer.of(Answer.Kind.TIMEOUT, Payload.EMPTY, Duration.ZERO));
    assertThat(await("platform.runtimeDone").text("status")).isEqualTo("timeout");
    assertThat(await("platform.report").text("status")).isEqualTo("timeout");
    api.platform().started(gone);
    api.platform().ended(gone, Answer.of(Answer.Kind.EXIT, Payload.EMPTY, Duration.ZERO));
    JsonObject done = await("platform.runtimeDone");
    assertThat(done.text("status")).isEqualTo("error");
    assertThat(done.text("errorType")).isEqualTo("Runtime.ExitError");
    assertThat(await("platform.report").text("errorType")).isEqualTo("Runtime.ExitError");
  }

  @Test
  void theOlderApiHasItsOwnEvents() throws Exception {
    subscribe(LOGS, "2020-08-15", ALL, 25);
    Invocation invocation = Invocation.of(Payload.of("{}"));
    api.platform().runtimeAsks();
    api.platform().started(invocation);
    api.telemetry().publish("function", "I work");
    api.platform().answered(invocation.requestId(), 1);
    api.platform().runtimeAsks();
    api.platform().ended(invocation, Answer.of(Answer.Kind.RESPONSE, Payload.EMPTY, Duration.ZERO));
    await("platform.report");
    assertThat(seen)
        .extracting(it -> it.text("type"))
        .containsExactly(
            "platform.logsSubscription",
            "platform.start",
            "function",
            "platform.end",
            "platform.report");

    assertThat(subscribe(TELEMETRY, "2022-12-13", ALL, 25).body())
        .contains("ValidationError", "by the other API already");
  }

  @Test
  void whatWaitsIsDeliveredBeforeTheEnd() throws Exception {
    subscribe(TELEMETRY, "2022-12-13", "\"function\"", 30_000);
    api.telemetry().publish("function", "the last word");
    assertThat(delivered).isEmpty();
    api.telemetry().flush(Duration.ofSeconds(30));
    assertThat(delivered).hasSize(1);
  }

  @Test
  void whatASubscriptionWaitsForIsDeliveredWhenItIsReplaced() throws Exception {
    subscribe(TELEMETRY, "2022-12-13", "\"function\"", 30_000);
    api.telemetry().publish("function", "before");

    subscribe(TELEMETRY, "2022-12-13", "\"function\", \"extension\"", 25);
    api.telemetry().publish("extension", "after");

    assertThat(List.of(delivered.take(), delivered.take()))
        .extracting(it -> it.text("record"))
        .containsExactlyInAnyOrder("before", "after");
  }

  @Test
  void whoeverSubscribesLateIsToldHowManyEventsWereTooMany() throws Exception {
    for (int i = 0; i < Telemetry.MOST_KEPT; i++) {
      api.telemetry().publish("extension", "not asked for");
    }
    api.telemetry().publish("function", "too much");
    api.telemetry().publish("function", "too much");

    subscribe(TELEMETRY, "2022-12-13", "\"function\", \"platform\"", 25);

    assertThat(await("platform.logsDropped").number("droppedRecords", 0)).isEqualTo(2);
  }

  @Test
  @Tag("slow")
  void aListenerThatFailsIsTriedAgainAndWhatIsLostIsTold() throws Exception {
    failures.set(2);
    subscribe(TELEMETRY, "2022-12-13", "\"function\", \"platform\"", 25);
    assertThat(await("platform.telemetrySubscription").text("name")).isEqualTo("watcher");

    failures.set(5);
    api.telemetry().publish("function", "lost");
    while (failures.get() > 0) {
      Thread.sleep(10);
    }
    api.telemetry().publish("function", "found");
    JsonObject dropped = await("platform.logsDropped");
    assertThat(dropped.number("droppedRecords", 0)).isEqualTo(1);
    assertThat(seen).noneMatch(it -> "lost".equals(it.text("record")));
    assertThat(seen).anyMatch(it -> "found".equals(it.text("record")));
  }

  @Test
  void whatCannotBeMeantIsRefused() throws Exception {
    assertThat(send(TELEMETRY, "nobody", "PUT", "{}").statusCode()).isEqualTo(403);
    assertThat(send(TELEMETRY, id, "POST", "{}").statusCode()).isEqualTo(404);
    assertThat(refused("{")).contains("is not a JSON object");
    assertThat(refused("{}")).contains("schemaVersion should be one of 2022-07-01, 2022-12-13");
    String start = "{\"schemaVersion\": \"2022-12-13\", \"types\": [\"platform\"], ";
    assertThat(refused(start.replace("platform", "all") + "\"a\": 1}")).contains("types should be");
    assertThat(refused(start + "\"destination\": {\"protocol\": \"TCP\", \"port\": 9}}"))
        .contains("there is no TCP here");
    for (String uri :
        List.of(
            "https://sandbox.localdomain:80/",
            "http://sandbox.localdomain/",
            "http://sandbox:65536/",
            "http://example.com:80/",
            "http://127.0.0.1:80/",
            "::")) {
      assertThat(
              refused(
                  start + "\"destination\": {\"protocol\": \"HTTP\", \"URI\": \"" + uri + "\"}}"))
          .contains("destination.URI");
    }
    assertThat(subscribe(TELEMETRY, "2022-12-13", ALL, 24).body())
        .contains("buffering.timeoutMs should be a number from 25 to 30000");

    api.platform().initEnded(Duration.ZERO);
    HttpResponse<String> late = subscribe(TELEMETRY, "2022-12-13", ALL, 25);
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body()).contains("Telemetry.SubscriptionClosed");
    assertThat(subscribe(LOGS, "2020-08-15", ALL, 25).body()).contains("Logs.SubscriptionClosed");
  }

  private String refused(String request) throws Exception {
    HttpResponse<String> answer = send(TELEMETRY, id, "PUT", request);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"errorType\":\"ValidationError\"");
    return answer.body();
  }

  /** The record of the next event of a type. */
  private JsonObject await(String type) throws Exception {
    while (true) {
      JsonObject event = delivered.take();
      seen.add(event);
      if (type.equals(event.text("type"))) {
        return event.object("record");
      }
    }
  }

  private String record(String type) {
    return seen.stream()
        .filter(it -> type.equals(it.text("type")))
        .map(it -> new String(it.object("record").bytes(), UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> subscribe(String path, String schema, String types, int timeout)
      throws Exception {
    String request =
        """
        {"schemaVersion": "%s", "types": [%s], "buffering": {"timeoutMs": %s, "maxItems": 1000},
         "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:%s/to?a=b"}}
        """
            .formatted(schema, types, timeout, listener.getAddress().getPort());
    return send(path, id, "PUT", request);
  }

  private HttpResponse<String> send(String path, String id, String method, String body)
      throws Exception {
    return http.send(
        request(path, id)
            .header("Lambda-Extension-Name", "watcher")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) {
    return http.sendAsync(request(path, id).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String id) {
    return HttpRequest.newBuilder(URI.create("http://" + api.authority() + path))
        .header("Lambda-Extension-Identifier", id);
  }

  private static List<JsonObject> objects(byte[] array) {
    try {
      return JsonObject.parse(("{\"all\": " + new String(array, UTF_8) + "}").getBytes(UTF_8), "It")
          .objects("all");
    } catch (io.github.lambdaimage.message.LambdaImageException e) {
      throw new IllegalStateException(e);
    }
  }
}
