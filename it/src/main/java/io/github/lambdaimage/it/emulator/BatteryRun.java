package io.github.lambdaimage.it.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @param folder named by {@code BATTERY_FOLDER} to the function
   * @return the answers, as the table has them
   */
  public List<ObjectNode> play(int port, Path folder) throws IOException, InterruptedException {
    List<ObjectNode> answers = new ArrayList<>();
    for (ObjectNode request : requests()) {
      HttpCall call = new HttpCall(request);
      answers.add(
          Shown.of(
              request.has("while") ? meanwhile(request, call, port, folder) : call.send(port)));
    }
    return answers;
  }

  /** Sends one while the function is at another, which waits for that. */
  private static HttpAnswer meanwhile(JsonNode request, HttpCall call, int port, Path folder)
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
    while (!Files.exists(folder.resolve("waiting")) && !first.isDone()) {
      Thread.sleep(20);
    }
    HttpAnswer answer = call.send(port);
    Files.createFile(folder.resolve("go"));
    first.join();
    return answer;
  }
}
