package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The address at which a function can be invoked here. It answers as AWS's emulator does, with the
 * headers that Lambda's own API has beside.
 *
 * @see <a href="https://github.com/aws/aws-lambda-runtime-interface-emulator">AWS's emulator</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Lambda's API</a>
 */
public final class LocalEndpoint implements AutoCloseable {

  static final String PATH = "/2015-03-31/functions/function/invocations";

  private static final String REQUEST_ID = "X-Amzn-RequestId";

  private final Semaphore idle = new Semaphore(1);
  private final Consumer<String> log;
  private final LoopbackServer server;

  /** Of events that nobody waits for: one after the other, as there is one function. */
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(Daemon.threads("lambda-image-events"));

  private volatile LocalFunction function;

  private LocalEndpoint(int port, LocalFunction function, Consumer<String> log) throws IOException {
    this.function = function;
    this.log = log;
    this.server = LoopbackServer.startOnLocalhost(port, this::answer);
  }

  /**
   * Starts to listen.
   *
   * @param port from 0, which is any that is free, to 65535
   * @param log takes the lines that Lambda would write before and after an invocation
   * @throws LambdaImageException when the port is not to be had
   */
  public static LocalEndpoint start(int port, LocalFunction function, Consumer<String> log)
      throws LambdaImageException {
    try {
      return new LocalEndpoint(port, function, log);
    } catch (IOException e) {
      throw new LambdaImageException(
          "Port '%s' cannot be listened on: %s. Choose another with '-Dlambda-image.port=', or 0 for any."
              .formatted(port, Reason.of(e)),
          e);
    }
  }

  /** Where events are to be posted. */
  public String url() {
    return "http://localhost:" + server.port() + PATH;
  }

  /** Has another function answer, once an invocation that is under way is over. */
  public void serve(LocalFunction next) throws InterruptedException {
    idle.acquire();
    try {
      function = next;
    } finally {
      idle.release();
    }
  }

  @Override
  public void close() {
    queue.shutdownNow();
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
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
    if (!idle.tryAcquire()) {
      throw new RefusedRequest(
          400,
          "TooManyRequestsException",
          "The function is busy with another invocation; here it takes one at a time.");
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
      // Before the answer goes out: whoever has it may send the next event at once.
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

  /** Nobody waits, so what goes wrong is told in the log; Lambda would try twice again. */
  private void invokeQueued(Invocation invocation) {
    try {
      idle.acquire();
      try {
        InvocationLog lines = new InvocationLog(invocation.requestId(), function.identity(), log);
        lines.started();
        lines.ended(function.invoke(invocation));
      } catch (LambdaImageException e) {
        log.accept(e.getMessage());
      } finally {
        idle.release();
      }
    } catch (InterruptedException e) {
      // The address was closed.
      Thread.currentThread().interrupt();
    }
  }
}
