import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lambda's Runtime API for one invocation: hands out one event and writes down the answer.
 *
 * <p>Usage: {@code java RuntimeApi.java <event> <folder> <timeout in seconds>}. The folder receives
 * {@code port} once the server listens on loopback, then {@code response}, {@code error} or {@code
 * init-error} with the body that the runtime posted. Exit code 0 for a response, 1 for an error, 2
 * when nothing came in time.
 */
public final class RuntimeApi {
  private static final String API = "/2018-06-01/runtime/";
  private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

  private final byte[] event;
  private final Path folder;
  private final AtomicBoolean handedOut = new AtomicBoolean();
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile int exitCode = 2;

  private RuntimeApi(byte[] event, Path folder) {
    this.event = event;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    var api = new RuntimeApi(Files.readAllBytes(Path.of(args[0])), Path.of(args[1]));
    System.exit(api.serve(Integer.parseInt(args[2])));
  }

  private int serve(int timeoutSeconds) throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(API, this::handle);
    server.start();
    write("port", Integer.toString(server.getAddress().getPort()).getBytes());
    answered.await(timeoutSeconds, TimeUnit.SECONDS);
    return exitCode;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestURI().getPath().substring(API.length());
      if (call.equals("invocation/next")) {
        next(exchange);
      } else if (call.equals("invocation/" + REQUEST_ID + "/response")) {
        take(exchange, "response", 0);
      } else if (call.equals("invocation/" + REQUEST_ID + "/error")) {
        take(exchange, "error", 1);
      } else if (call.equals("init/error")) {
        take(exchange, "init-error", 1);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    if (handedOut.getAndSet(true)) {
      waitForTheEnd();
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.add("Lambda-Runtime-Aws-Request-Id", REQUEST_ID);
    headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:interop");
    // Without a content type the native part of AWS's runtime interface client crashes.
    headers.add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void take(HttpExchange exchange, String name, int code) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(202, -1);
    write(name, body);
    exitCode = code;
    answered.countDown();
  }

  /** Lambda, too, leaves a runtime that has nothing to do waiting. */
  private static void waitForTheEnd() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Moved into place, so that a reader never sees half of it. */
  private void write(String name, byte[] content) throws IOException {
    Path draft = folder.resolve(name + ".part");
    Files.write(draft, content);
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
