package io.github.lambdaimage.runtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that is a runtime as one in a container is: it answers with the event itself, with an
 * error or not at all if that has the word.
 */
final class RuntimeProgram {

  private RuntimeProgram() {}

  /** Arguments: the Runtime API, and a file for the number of the process. */
  public static void main(String[] arguments) throws Exception {
    Files.writeString(Path.of(arguments[1]), Long.toString(ProcessHandle.current().pid()));
    System.out.println(
        "The runtime of '%s' starts for %s in %s"
            .formatted(
                System.getenv("_HANDLER"),
                System.getenv("AWS_PROFILE"),
                System.getenv("AWS_REGION")));
    HttpClient http = HttpClient.newHttpClient();
    String invocation = "http://" + arguments[0] + "/2018-06-01/runtime/invocation/";
    while (true) {
      HttpResponse<String> next =
          http.send(
              HttpRequest.newBuilder(URI.create(invocation + "next")).build(),
              BodyHandlers.ofString());
      if (next.body().contains("exit")) {
        System.exit(3);
      }
      String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
      System.out.println("It has " + id);
      boolean fails = next.body().contains("fail");
      http.send(
          HttpRequest.newBuilder(URI.create(invocation + id + (fails ? "/error" : "/response")))
              .POST(BodyPublishers.ofString(next.body()))
              .build(),
          BodyHandlers.discarding());
    }
  }
}
