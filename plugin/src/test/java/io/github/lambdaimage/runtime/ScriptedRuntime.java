package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;

/** A runtime that asks the Runtime API as AWS's client does, with threads and with SnapStart. */
final class ScriptedRuntime {

  /**
   * Starts it.
   *
   * @param answered the processes that have answered
   */
  record ScriptedLaunch(
      FunctionIdentity identity, Map<String, String> environment, List<Process> answered)
      implements Launch {

    static ScriptedLaunch of(Map<String, String> environment) throws LambdaImageException {
      return new ScriptedLaunch(
          FunctionIdentity.of(environment), environment, new CopyOnWriteArrayList<>());
    }

    @Override
    public RuntimeProcess start(String api, RuntimeOutput lines) throws IOException {
      Map<String, String> variables = new LinkedHashMap<>(environment);
      variables.put("AWS_LAMBDA_RUNTIME_API", api);
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              classes(),
              ScriptedRuntime.class.getName());
      builder.environment().putAll(variables);
      return RuntimeProcess.start(
          builder,
          lines,
          () -> {},
          process -> {
            answered.add(process);
            return process.pid();
          });
    }

    /** A start may be slow on a machine that is busy, however short an invocation shall be. */
    @Override
    public Duration patience(Duration timeout) {
      return Duration.ofMinutes(1);
    }

    @Override
    public LambdaImageException failure(IOException why) {
      return new LambdaImageException("It does not start.", why);
    }

    private static String classes() {
      return Path.of(
              URI.create(
                  ScriptedRuntime.class
                      .getProtectionDomain()
                      .getCodeSource()
                      .getLocation()
                      .toString()))
          .toString();
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api =
      "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
  private final int threads =
      Integer.parseInt(System.getenv().getOrDefault("AWS_LAMBDA_MAX_CONCURRENCY", "1"));
  private final CyclicBarrier all = new CyclicBarrier(threads);

  /**
   * The events are texts: {@code meet} waits until all threads are at one, {@code wait FILE} for a
   * file, {@code make FILE} makes one, {@code exit} ends the runtime, {@code leave} does so after
   * the answer, anything else is answered.
   */
  public static void main(String[] arguments) throws Exception {
    ScriptedRuntime runtime = new ScriptedRuntime();
    if (System.getenv("EXTENSION") != null) {
      String id = runtime.register();
      new Thread(() -> runtime.awaitShutdown(id)).start();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("in order")));
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      System.out.println("before the snapshot");
      if ("snapshot".equals(System.getenv("FAILING"))) {
        runtime.post("init/error", "{\"errorType\": \"Runtime.BeforeCheckpointError\"}");
        System.exit(64);
      }
      runtime.get("restore/next");
      System.out.println("after the restoration");
      if ("restoration".equals(System.getenv("FAILING"))) {
        runtime.post("restore/error", "{\"errorType\": \"Runtime.AfterRestoreError\"}");
        System.exit(64);
      }
    }
    for (int i = 0; i < runtime.threads; i++) {
      new Thread(runtime::loop).start();
    }
  }

  private void loop() {
    try {
      while (true) {
        HttpResponse<String> next = get("invocation/next");
        String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        post("invocation/" + id + "/response", answer(next.body()));
        if (next.body().contains("leave")) {
          System.exit(3);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String answer(String event) throws Exception {
    List<String> words = List.of(event.replace("\"", "").split(" "));
    switch (words.get(0)) {
      case "meet" -> all.await();
      case "make" -> Files.createFile(Path.of(words.get(1)));
      case "wait" -> {
        while (!Files.exists(Path.of(words.get(1)))) {
          Thread.sleep(10);
        }
      }
      case "exit" -> {
        while (all.getNumberWaiting() < threads - 1) {
          Thread.sleep(10);
        }
        System.exit(3);
      }
      default -> {}
    }
    return Long.toString(ProcessHandle.current().pid());
  }

  /** As an extension within the runtime, which ends it when it is told to. */
  private String register() throws IOException, InterruptedException {
    return http.send(
            extension("register")
                .header("Lambda-Extension-Name", "internal")
                .POST(BodyPublishers.ofString("{\"events\": [\"SHUTDOWN\"]}"))
                .build(),
            BodyHandlers.ofString())
        .headers()
        .firstValue("Lambda-Extension-Identifier")
        .orElseThrow();
  }

  private void awaitShutdown(String id) {
    try {
      HttpRequest next = extension("event/next").header("Lambda-Extension-Identifier", id).build();
      System.out.println("told " + http.send(next, BodyHandlers.ofString()).body());
      System.exit(0);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder extension(String path) {
    return HttpRequest.newBuilder(
        URI.create(
            "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2020-01-01/extension/" + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(api + path)).build(), BodyHandlers.ofString());
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    var unused =
        http.send(
            HttpRequest.newBuilder(URI.create(api + path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
