package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Answers as Amazon ECR's API does; the SDK finds it by its own property for endpoints. */
final class ScriptedEcr implements AutoCloseable {

  private static final String ENDPOINT = "aws.endpointUrlEcr";

  /** What to answer, by operation; one with a __type is an error. */
  final Map<String, String> answers = new ConcurrentHashMap<>();

  private final Map<String, UnaryOperator<String>> scripts = new ConcurrentHashMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  ScriptedEcr() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
          String operation = target.substring(target.indexOf('.') + 1);
          calls.add(operation + " " + body);
          String answer =
              scripts
                  .getOrDefault(operation, it -> answers.getOrDefault(operation, "{}"))
                  .apply(body);
          boolean failed = answer.contains("\"__type\"");
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(failed ? 400 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Makes the answers of an operation from what it is asked. */
  void answersBy(String operation, UnaryOperator<String> script) {
    scripts.put(operation, script);
  }

  void fails(String operation, String type, String message) {
    answers.put(operation, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message));
  }

  @Override
  public void close() {
    System.clearProperty(ENDPOINT);
    server.stop(0);
  }
}
