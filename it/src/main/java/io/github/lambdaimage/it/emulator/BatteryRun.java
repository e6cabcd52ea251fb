package io.github.lambdaimage.it.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A function, and the requests that it gets one after the other. */
public record BatteryRun(ObjectNode run) {

  public String name() {
    return run.path("name").asText();
  }

  public String handler() {
    return run.path("handler").asText();
  }

  /** The image's, beside those that every function has. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    run.path("variables")
        .properties()
        .forEach(it -> variables.put(it.getKey(), it.getValue().asText()));
    return variables;
  }

  public List<ObjectNode> requests() {
    List<ObjectNode> requests = new ArrayList<>();
    run.path("requests").forEach(it -> requests.add((ObjectNode) it));
    return requests;
  }

  /**
   * Sends the requests.
   *
   * @param port at which the function answers
   * @param gate that the function knows of, by its variables
   * @return the answers, as the table has them
   */
  public List<ObjectNode> play(int port, BatteryGate gate)
      throws IOException, InterruptedException {
    List<ObjectNode> answers = new ArrayList<>();
    for (ObjectNode request : requests()) {
      HttpCall call = new HttpCall(request);
      answers.add(
          Shown.of(request.has("while") ? meanwhile(request, call, port, gate) : call.send(port)));
    }
    return answers;
  }

  /** Sends one while the function is at another, which waits for that. */
  private static HttpAnswer meanwhile(JsonNode request, HttpCall call, int port, BatteryGate gate)
      throws IOException, InterruptedException {
    CompletableFuture<HttpAnswer> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new HttpCall(request.path("while")).send(port);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    Closeable waiting = gate.await(first);
    HttpAnswer answer = call.send(port);
    waiting.close();
    first.join();
    return answer;
  }
}
