package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** A registry in this process, which writes down what it is asked and misbehaves on request. */
final class ScriptedRegistry implements AutoCloseable {

  /** Answers instead of the registry if it returns true. */
  @FunctionalInterface
  interface Script {
    boolean answers(HttpExchange exchange) throws IOException;
  }

  final List<String> requests = new CopyOnWriteArrayList<>();
  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();

  /** Whether it lists what belongs to an image. */
  boolean knowsSubjects;

  private final List<Script> scripts = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  ScriptedRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  RegistryHost registryHost() {
    return RegistryHost.find(host()).orElseThrow();
  }

  void script(Script script) {
    scripts.add(script);
  }

  /** Wants a token for each request; what tokens are asked for comes into the queue. */
  BlockingQueue<String> askForTokens() {
    BlockingQueue<String> wanted = new LinkedBlockingQueue<>();
    script(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/token")) {
            wanted.add(exchange.getRequestURI().getQuery());
            answer(exchange, 200, "{\"token\":\"t\"}");
            return true;
          }
          if (exchange.getRequestHeaders().containsKey("Authorization")) {
            return false;
          }
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"http://" + host() + "/token\"");
          answer(exchange, 401, "");
          return true;
        });
    return wanted;
  }

  /** Answers the first requests that match with a status, then no more. */
  void fail(int times, int status, String requestPrefix, String... headers) {
    refuse(times, status, "TEST", requestPrefix, headers);
  }

  /** The same with an error code. */
  void refuse(int times, int status, String code, String requestPrefix, String... headers) {
    int[] left = {times};
    script(
        exchange -> {
          if (!line(exchange).startsWith(requestPrefix) || left[0]-- <= 0) {
            return false;
          }
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          exchange.getRequestBody().readAllBytes();
          answer(
              exchange,
              status,
              "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"scripted\"}]}");
          return true;
        });
  }

  List<String> requests(String prefix) {
    return requests.stream().filter(request -> request.startsWith(prefix)).toList();
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, body.getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  static String line(HttpExchange exchange) {
    return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(line(exchange));
    for (Script script : List.copyOf(scripts)) {
      if (script.answers(exchange)) {
        return;
      }
    }
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        exchange.getResponseHeaders().set("Location", path + requests.size() + "?state=secret");
        answer(exchange, 202, "");
      }
      case "PUT" -> put(exchange, path, name);
      case "GET" -> {
        if (path.contains("/referrers/") && knowsSubjects) {
          exchange.getResponseHeaders().set("Content-Type", Referrers.INDEX);
          answer(exchange, 200, referrers(name));
        } else {
          get(exchange, path, name);
        }
      }
      default -> get(exchange, path, name);
    }
  }

  private void get(HttpExchange exchange, String path, String name) throws IOException {
    byte[] found = path.contains("/manifests/") ? manifests.get(name) : blobs.get(name);
    boolean ping = path.equals("/v2/");
    if (found != null) {
      exchange.getResponseHeaders().set("Docker-Content-Digest", Digest.of(found).toString());
    }
    answer(exchange, found == null && !ping ? 404 : 200, found == null ? new byte[0] : found);
  }

  /** The list of all manifests that say that they belong to this one. */
  private String referrers(String subject) {
    String entries =
        manifests.values().stream()
            .filter(it -> subject(it).equals(subject))
            .distinct()
            .map(
                it ->
                    "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":%s}"
                        .formatted(Digest.of(it), it.length))
            .collect(Collectors.joining(","));
    return "{\"schemaVersion\":2,\"mediaType\":\""
        + Referrers.INDEX
        + "\",\"manifests\":["
        + entries
        + "]}";
  }

  private static String subject(byte[] manifest) {
    try {
      return String.valueOf(JsonObject.parse(manifest, "it").object("subject").text("digest"));
    } catch (LambdaImageException e) {
      return "";
    }
  }

  private void put(HttpExchange exchange, String path, String name) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String digest = Digest.of(body).toString();
    if (path.contains("/manifests/")) {
      manifests.put(name, body);
      if (knowsSubjects && !subject(body).equals("null")) {
        exchange.getResponseHeaders().set("OCI-Subject", subject(body));
      }
      answer(exchange, 201, "");
    } else if (exchange.getRequestURI().getQuery().endsWith("digest=" + digest)) {
      blobs.put(digest, body);
      answer(exchange, 201, "");
    } else {
      answer(exchange, 400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\",\"message\":\"no\"}]}");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
