import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API for a few invocations: hands out one event after the other and writes down
 * the answers.
 *
 * <p>Usage: {@code java RuntimeApi.java <events> <folder> <timeout in seconds>}, with an event on
 * each line of the file. The folder receives {@code port} once the server listens on loopback, then
 * {@code 1.response}, {@code 2.error} and so on, or {@code init-error}, with the body that the
 * runtime posted. Exit code 0 when all events were answered, 1 for an error before the first event,
 * 2 when not all was answered in time.
 */
public final class RuntimeApi {
  private static final String API = "/2018-06-01/runtime/";
  private static final Pattern ANSWER = Pattern.compile("invocation/(\\d+)/(response|error)");

  private final List<String> events;
  private final Path folder;
  private final AtomicInteger handedOut = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile int exitCode = 2;

  private RuntimeApi(List<String> events, Path folder) {
    this.events = events;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    var api = new RuntimeApi(Files.readAllLines(Path.of(args[0])), Path.of(args[1]));
    System.exit(api.serve(Integer.parseInt(args[2])));
  }

  private int serve(int timeoutSeconds) throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(API, this::handle);
    server.start();
    write("port", Integer.toString(server.getAddress().getPort()).getBytes());
    over.await(timeoutSeconds, TimeUnit.SECONDS);
    return exitCode;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestURI().getPath().substring(API.length());
      Matcher answer = ANSWER.matcher(call);
      if (call.equals("invocation/next")) {
        next(exchange);
      } else if (answer.matches()) {
        take(exchange, answer.group(1) + "." + answer.group(2));
        if (answers.incrementAndGet() == events.size()) {
          end(0);
        }
      } else if (call.equals("init/error")) {
        take(exchange, "init-error");
        end(1);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    int number = handedOut.incrementAndGet();
    if (number > events.size()) {
      waitForTheEnd();
      return;
    }
    byte[] event = events.get(number - 1).getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.add("Lambda-Runtime-Aws-Request-Id", Integer.toString(number));
    headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:interop");
    // Without a content type the native part of AWS's runtime interface client crashes.
    headers.add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void take(HttpExchange exchange, String name) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(202, -1);
    write(name, body);
  }

  private void end(int code) {
    exitCode = code;
    over.countDown();
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
