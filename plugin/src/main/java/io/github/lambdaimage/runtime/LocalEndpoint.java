package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The address at which a function can be invoked here. It answers as AWS's emulator does, and says
 * with {@code X-Amz-Function-Error}, as Lambda does, that an answer is an error of the function's.
 *
 * @see <a href="https://github.com/aws/aws-lambda-runtime-interface-emulator">AWS's emulator</a>
 */
public final class LocalEndpoint implements AutoCloseable {

  static final String PATH = "/2015-03-31/functions/function/invocations";

  private final Semaphore idle = new Semaphore(1);
  private final Consumer<String> log;
  private final LoopbackServer server;
  private volatile LocalFunction function;

  private LocalEndpoint(int port, LocalFunction function, Consumer<String> log) throws IOException {
    this.function = function;
    this.log = log;
    this.server = LoopbackServer.start(port, this::answer);
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
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      LoopbackServer.respond(exchange, 404, Payload.of("404 page not found\n"));
      return;
    }
    Payload event = Payload.of(exchange.getRequestBody().readNBytes(Payload.LIMIT + 1));
    if (event.isTooLarge()) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      LoopbackServer.respond(exchange, 413, Failure.requestTooLarge());
      return;
    }
    Optional<String> clientContext = LoopbackServer.header(exchange, "X-Amz-Client-Context");
    try {
      clientContext =
          clientContext.map(it -> Payload.of(Base64.getDecoder().decode(it)).toString());
    } catch (IllegalArgumentException e) {
      LoopbackServer.respond(exchange, 500, Failure.badClientContext());
      return;
    }
    if (!idle.tryAcquire()) {
      LoopbackServer.respond(exchange, 400, Failure.busy());
      return;
    }
    Answer answer;
    try {
      answer =
          invoke(
              Invocation.of(
                  event,
                  clientContext,
                  LoopbackServer.header(exchange, "X-Amzn-Trace-Id"),
                  LoopbackServer.header(exchange, "X-Amz-Tenant-Id")));
    } catch (LambdaImageException e) {
      log.accept(e.getMessage());
      LoopbackServer.respond(exchange, 500, Failure.notStarted(String.valueOf(e.getMessage())));
      return;
    } finally {
      // Before the answer goes out: whoever has it may send the next event at once.
      idle.release();
    }
    if (answer.kind() == Answer.Kind.FUNCTION_ERROR) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
    }
    LoopbackServer.respond(exchange, answer.status(), answer.body());
  }

  private Answer invoke(Invocation invocation) throws LambdaImageException, InterruptedException {
    log.accept("START RequestId: " + invocation.requestId() + " Version: $LATEST");
    Answer answer = function.invoke(invocation);
    log.accept("END RequestId: " + invocation.requestId());
    log.accept(ReportLine.of(invocation.requestId(), answer));
    return answer;
  }
}
