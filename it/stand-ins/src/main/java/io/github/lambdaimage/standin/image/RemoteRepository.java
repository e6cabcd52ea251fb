package io.github.lambdaimage.standin.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Reads a repository over plain HTTP, as any client does. */
final class RemoteRepository implements ImageSource {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NORMAL)
          .build();

  private final String base;

  RemoteRepository(String registry, String repository) {
    this.base = "http://" + registry + "/v2/" + repository;
  }

  @Override
  public RawManifest manifest(String reference) throws IOException {
    HttpResponse<InputStream> response = get("/manifests/" + reference);
    String mediaType = response.headers().firstValue("Content-Type").orElse("");
    try (InputStream body = response.body()) {
      return new RawManifest(mediaType, new String(body.readAllBytes(), UTF_8));
    }
  }

  @Override
  public InputStream blob(String digest) throws IOException {
    return get("/blobs/" + digest).body();
  }

  private HttpResponse<InputStream> get(String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    for (MediaTypes types : MediaTypes.values()) {
      request.header("Accept", types.index()).header("Accept", types.manifest());
    }
    HttpResponse<InputStream> response;
    try {
      response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw new InterruptedIOException("Interrupted while reading " + base + path);
    }
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        String answer = new String(body.readAllBytes(), UTF_8);
        throw new IOException(base + path + ": " + response.statusCode() + " " + answer);
      }
    }
    return response;
  }
}
