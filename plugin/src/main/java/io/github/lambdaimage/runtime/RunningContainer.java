package io.github.lambdaimage.runtime;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.ProcessTree;
import io.github.lambdaimage.runtime.Answer.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A container that an engine runs, and AWS's emulator in it that answers. */
final class RunningContainer implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Of one try: an engine's proxy may take a connection and leave it at that. */
  private static final Duration TRY = Duration.ofSeconds(5);

  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final int BAD_GATEWAY = 502;

  private final ContainerEngine engine;
  private final ContainerRun settings;
  private final String name;
  private final int port;
  private final Process process;
  private final long started = System.nanoTime();
  private final HttpClient http = HttpClient.newBuilder().build();

  private RunningContainer(
      ContainerEngine engine, ContainerRun settings, String name, int port, Process process) {
    this.engine = engine;
    this.settings = settings;
    this.name = name;
    this.port = port;
    this.process = process;
  }

  static RunningContainer start(
      ContainerEngine engine, ContainerRun settings, Consumer<String> output) throws IOException {
    String name = "lambda-image-" + UUID.randomUUID();
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder(engine.command(settings.arguments(name, port)))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    var unused = OutputPump.start(process.getInputStream(), output);
    return new RunningContainer(engine, settings, name, port, process);
  }

  /** Since its start. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /**
   * Waits until the emulator answers anything: an engine's own proxy listens before that.
   *
   * @throws IOException when the container ends before, or the time for a start does
   */
  void awaitReady() throws IOException, InterruptedException {
    Duration deadline = engine.timeouts().start();
    while (true) {
      try {
        http.send(HttpRequest.newBuilder(uri("/")).timeout(TRY).build(), BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IOException("it ended with exit status " + process.exitValue(), e);
        }
        if (age().compareTo(deadline) > 0) {
          throw new IOException("it did not answer within " + deadline.toSeconds() + " s", e);
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  Answer invoke(Invocation invocation) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(LocalEndpoint.PATH))
            .timeout(settings.timeout().plus(MARGIN))
            .POST(BodyPublishers.ofByteArray(invocation.event().bytes()));
    invocation
        .clientContext()
        .map(it -> Base64.getEncoder().encodeToString(it.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(it -> request.header("X-Amz-Client-Context", it));
    invocation.traceId().ifPresent(it -> request.header("X-Amzn-Trace-Id", it));
    invocation.tenantId().ifPresent(it -> request.header("X-Amz-Tenant-Id", it));
    long start = System.nanoTime();
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    Payload body = Payload.of(response.body());
    return Answer.of(
        kind(response.statusCode(), body), body, Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public void close() {
    try {
      engine.run(List.of("rm", "-f", name));
    } catch (LambdaImageException e) {
      // It was never there, or is gone with "--rm"; an engine that hangs has been waited for.
    }
    ProcessTree.kill(process);
  }

  /** The emulator tells an error from a response by nothing but the document. */
  private Kind kind(int status, Payload body) {
    if (status == BAD_GATEWAY) {
      return Kind.EXIT;
    }
    if (body.toString()
        .equals("Task timed out after %s.00 seconds".formatted(settings.timeout().toSeconds()))) {
      return Kind.TIMEOUT;
    }
    return Failure.isError(body) ? Kind.FUNCTION_ERROR : Kind.RESPONSE;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
