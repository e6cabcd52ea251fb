package io.github.lambdaimage.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.registry.Client;
import io.github.lambdaimage.standin.registry.Sha256;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * What the examples test: it pushes an image that has nothing but a config, trying twice, and reads
 * manifests.
 *
 * @param environment by which it finds Amazon ECR
 */
record Tool(Map<String, String> environment) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 1 << 20;
  private static final String CONFIG = "{}";

  /** Pushes to a name such as {@code 127.0.0.1:4711/team/app:1.0}. */
  void push(String image) throws IOException {
    try {
      pushOnce(image);
    } catch (IOException e) {
      pushOnce(image);
    }
  }

  private void pushOnce(String image) throws IOException {
    Client client = new Client(URI.create("http://" + authority(image)));
    String[] headers = environment.isEmpty() ? new String[0] : authorization();
    String uploads = "/v2/" + repository(image) + "/blobs/uploads/";
    String digest = Sha256.of(CONFIG.getBytes(UTF_8));
    String place =
        Client.location(require(202, client.send("POST", uploads, "", headers)))
            + "&digest="
            + digest;
    require(201, client.send("PUT", place, CONFIG, headers));
    String manifest = "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + digest + "\"}}";
    require(201, client.putManifest(repository(image), tag(image), manifest, headers));
  }

  /** The manifest that an index names first. */
  JsonNode pull(String image) throws IOException {
    String manifests = "http://" + authority(image) + "/v2/" + repository(image) + "/manifests/";
    JsonNode index = read(manifests + tag(image));
    JsonNode manifest = read(manifests + index.at("/manifests/0/digest").asText());
    for (JsonNode layer : manifest.path("layers")) {
      if (layer.path("size").asLong() < 0) {
        throw new IOException("A layer cannot have " + layer.path("size") + " bytes");
      }
    }
    return manifest;
  }

  private static JsonNode read(String uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
    try {
      byte[] content = connection.getInputStream().readNBytes(LIMIT);
      if (content.length == LIMIT) {
        throw new IOException("A manifest has less than " + LIMIT + " bytes");
      }
      return JSON.readTree(content);
    } finally {
      connection.disconnect();
    }
  }

  private String[] authorization() throws IOException {
    URI api = URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_ECR", ""));
    HttpResponse<String> answer =
        new Client(api)
            .send(
                "POST",
                "/",
                "{}",
                "X-Amz-Target",
                "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260101/eu-west-1/ecr/aws4_request, SignedHeaders=host"
                    .formatted(environment.get("AWS_ACCESS_KEY_ID")));
    JsonNode data = JSON.readTree(require(200, answer).body()).at("/authorizationData/0");
    return new String[] {"Authorization", "Basic " + data.path("authorizationToken").asText()};
  }

  private static HttpResponse<String> require(int status, HttpResponse<String> response)
      throws IOException {
    if (response.statusCode() != status) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response;
  }

  private static String authority(String image) {
    return image.substring(0, image.indexOf('/'));
  }

  private static String repository(String image) {
    return image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
  }

  private static String tag(String image) {
    return image.substring(image.lastIndexOf(':') + 1);
  }
}
