package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint for local invocations. It answers like AWS's emulator, with the additional headers
 * of Lambda's own API.
 *
 * @see <a href="https://github.com/aws/aws-lambda-runtime-interface-emulator">AWS's emulator</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Lambda's API</a>
 */
public final class LocalEndpoint implements AutoCloseable {

  static final String PATH = "/2015-03-31/functions/function/invocations";

  private static final String REQUEST_ID = "X-Amzn-RequestId";

  /**
   * Fair: replacing the function needs all permits, and would never get them while there are many
   * requests.
   */
  private final Semaphore idle = new Semaphore(0, true);

  private final Consumer<String> log;
  private final LoopbackServer server;

  /** Runs events that nobody waits for: as many at once as the function takes. */
  private final ExecutorService queue;

  private volatile LocalFunction function;
  private volatile @Nullable FrontExchange front;

  private LocalEndpoint(int port, LocalFunction function, Consumer<String> log) throws IOException {
    this.function = function;
    this.log = log;
    this.queue =
        Executors.newFixedThreadPool(function.concurrency(), Daemon.threads("lambda-image-events"));
    idle.release(function.concurrency());
    this.server = LoopbackServer.startOnLocalhost(port, this::answer);
  }

  /**
   * Starts to listen.
   *
   * @param port from 0, for any free port, to 65535
   * @param log receives the lines that Lambda would log before and after an invocation
   * @throws LambdaImageException when the port is not available
   */
  public static LocalEndpoint start(int port, LocalFunction function, Consumer<String> log)
      throws LambdaImageException {
    try {
      return new LocalEndpoint(port, function, log);
    } catch (IOException e) {
      throw new LambdaImageException(
          "Port '%s' cannot be listened on: %s. Choose another with '-Dlambda-image.port=', or 0 for any."
              .formatted(port, FailureReason.of(e)),
          e);
    }
  }

  /** The URL to which events are posted. */
  public String url() {
    return "http://localhost:" + server.port() + PATH;
  }

  /** Passes requests to all other paths to the function, as a front on AWS does. */
  public void behind(Front kind) {
    front = new FrontExchange(kind, log);
  }

  /** The URL of the function for a browser, if there is a front. */
  public String webUrl() {
    return "http://localhost:" + server.port() + "/";
  }

  /** Replaces the function, once the current invocations have ended. */
  public void serve(LocalFunction next) throws InterruptedException {
    idle.acquire(function.concurrency());
    function = next;
    idle.release(next.concurrency());
  }

  @Override
  public void close() {
    queue.shutdownNow();
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    FrontExchange web = front;
    if (web != null && !exchange.getRequestURI().getPath().equals(PATH)) {
      web.answer(exchange, this::invokeInTurn);
      return;
    }
    try {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        throw new RefusedRequest(
            404, "ResourceNotFoundException", "The function is at '%s' alone.".formatted(PATH));
      }
      InvocationRequest request = InvocationRequest.read(exchange);
      exchange.getResponseHeaders().set(REQUEST_ID, request.invocation().requestId());
      switch (request.type()) {
        case DRY_RUN -> LoopbackServer.respond(exchange, 204);
        case EVENT -> {
          queue.execute(() -> invokeQueued(request.invocation()));
          LoopbackServer.respond(exchange, 202);
        }
        case REQUEST_RESPONSE -> invoke(exchange, request.invocation());
      }
    } catch (RefusedRequest e) {
      e.answer(exchange);
    }
  }

  private void invoke(HttpExchange exchange, Invocation invocation)
      throws IOException, InterruptedException, RefusedRequest {
    // Without a time, it would overtake those that wait.
    if (!idle.tryAcquire(0, TimeUnit.SECONDS)) {
      throw new RefusedRequest(
          400,
          "TooManyRequestsException",
          "The function is busy with as many invocations as it takes at once (%s); -Dlambda-image.concurrency= has more."
              .formatted(function.concurrency()));
    }
    InvocationLog lines = new InvocationLog(invocation.requestId(), function.identity(), log);
    Answer answer;
    try {
      lines.started();
      answer = function.invoke(invocation);
      lines.ended(answer);
    } catch (LambdaImageException e) {
      log.accept(e.getMessage());
      LoopbackServer.respond(exchange, 500, Failure.notStarted(String.valueOf(e.getMessage())));
      return;
    } finally {
      // Before the response is sent: the client may send the next event at once.
      idle.release();
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Amz-Executed-Version", function.identity().version());
    if (!answer.isResponse()) {
      headers.set("X-Amz-Function-Error", "Unhandled");
    }
    if (invocation.wantsLog()) {
      headers.set("X-Amz-Log-Result", LogTail.encoded(lines.with(answer.log())));
    }
    LoopbackServer.respond(exchange, answer.status(), answer.body());
  }

  /** Invokes without a waiting client, so failures are logged; Lambda would retry twice. */
  private void invokeQueued(Invocation invocation) {
    try {
      var unused = invokeInTurn(invocation);
    } catch (LambdaImageException e) {
      log.accept(e.getMessage());
    } catch (InterruptedException e) {
      // The endpoint was closed.
      Thread.currentThread().interrupt();
    }
  }

  private Answer invokeInTurn(Invocation invocation)
      throws LambdaImageException, InterruptedException {
    idle.acquire();
    try {
      InvocationLog lines = new InvocationLog(invocation.requestId(), function.identity(), log);
      lines.started();
      Answer answer = function.invoke(invocation);
      lines.ended(answer);
      return answer;
    } finally {
      idle.release();
    }
  }
}
