package io.github.lambdaimage.standin.registry;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** The requests of these tests. */
public final class Client {

  public static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;

  public Client(RegistryServer server) {
    this(server.uri());
  }

  public Client(URI server) {
    this.server = server;
  }

  /** Sends a request; {@code target} is a path or, as a Location header has it, a whole URI. */
  public HttpResponse<String> send(String method, String target, String body, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/").resolve(target))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  /** Begins an upload and returns where it goes on, ready for more parameters. */
  public String startUpload(String repository) throws IOException {
    return location(send("POST", "/v2/" + repository + "/blobs/uploads/", ""));
  }

  public HttpResponse<String> putManifest(
      String repository, String reference, String json, String... headers) throws IOException {
    String path = "/v2/" + repository + "/manifests/" + reference;
    String[] all =
        Stream.of(List.of("Content-Type", MANIFEST), List.of(headers))
            .flatMap(List::stream)
            .toArray(String[]::new);
    return send("PUT", path, json, all);
  }

  public static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }
}
