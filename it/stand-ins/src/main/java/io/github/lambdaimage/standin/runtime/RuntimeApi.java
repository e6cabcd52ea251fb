package io.github.lambdaimage.standin.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.registry.LoopbackServer;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lambda's Runtime API for one invocation: hands out one event and keeps what is said of it. */
public final class RuntimeApi implements AutoCloseable {

  private static final String API = "/2018-06-01/runtime/";
  private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
  private static final String INVOCATION = API + "invocation/" + REQUEST_ID;

  private final String event;
  private final AtomicBoolean handedOut = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final LoopbackServer server;

  private RuntimeApi(String event) {
    this.event = event;
    server = LoopbackServer.start(null, this::answer, request -> {});
  }

  /** Starts to listen; {@code event} is JSON. */
  public static RuntimeApi start(String event) {
    return new RuntimeApi(event);
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  public String authority() {
    return server.authority();
  }

  /** Completes with the first response or error. */
  public CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** Breaks the connection of a client that waits for a second event. */
  void hangUp() {
    closed.countDown();
  }

  @Override
  public void close() {
    hangUp();
    server.close();
  }

  private Response answer(Request request) throws IOException {
    String body = new String(request.body().readAllBytes(), UTF_8);
    return switch (request.path()) {
      case API + "invocation/next" -> next();
      case INVOCATION + "/response" -> taken(Outcome.response(body));
      case INVOCATION + "/error" -> taken(error(Outcome.Kind.INVOCATION_ERROR, body));
      case API + "init/error" -> taken(error(Outcome.Kind.INIT_ERROR, body));
      default -> Response.of(404);
    };
  }

  private Response taken(Outcome first) {
    outcome.complete(first);
    return Response.of(202);
  }

  private Response next() throws IOException {
    if (handedOut.getAndSet(true)) {
      waitForTheEnd();
    }
    // Without a content type the native part of the client crashes.
    return Response.of(200)
        .json(event)
        .header("Lambda-Runtime-Aws-Request-Id", REQUEST_ID)
        .header(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(Instant.now().plusSeconds(60).toEpochMilli()))
        .header(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:eu-central-1:123456789012:function:handlers");
  }

  /** Lambda, too, leaves a runtime that has nothing to do waiting. */
  private void waitForTheEnd() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new InterruptedIOException("There is no second event.");
  }

  private static Outcome error(Outcome.Kind kind, String body) throws IOException {
    JsonNode error = new ObjectMapper().readTree(body);
    return Outcome.error(
        kind,
        Optional.ofNullable(error.path("errorType").textValue()),
        error.path("errorMessage").asText());
  }
}
