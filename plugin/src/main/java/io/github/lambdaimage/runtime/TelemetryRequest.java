package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.oci.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an extension subscribes to.
 *
 * @param schema version of the events
 * @param types {@code platform}, {@code function} and {@code extension}, or some of them
 * @param maxItems how many events are sent at once
 * @param maxBytes how many bytes of events are sent at once
 * @param timeout after which they are sent, even if they are few
 * @param destination on this machine's loopback
 * @param method of the requests
 */
record TelemetryRequest(
    TelemetryApi api,
    String schema,
    Set<String> types,
    int maxItems,
    int maxBytes,
    Duration timeout,
    URI destination,
    String method) {

  private static final Set<String> TYPES = Set.of("platform", "function", "extension");

  private static final int LARGEST_PORT = 65_535;
  private static final int LEAST_ITEMS = 1000;
  private static final int MOST_ITEMS = 10_000;
  private static final int LEAST_BYTES = 262_144;
  private static final int MOST_BYTES = 1_048_576;
  private static final int LEAST_MILLIS = 25;
  private static final int USUAL_MILLIS = 1000;
  private static final int MOST_MILLIS = 30_000;

  /**
   * Reads a request.
   *
   * @throws LambdaImageException whose message is for the extension
   */
  static TelemetryRequest parse(TelemetryApi api, byte[] document) throws LambdaImageException {
    JsonObject request = JsonObject.parse(document, "The request");
    String schema =
        request.has("schemaVersion") ? request.text("schemaVersion") : api.defaultSchema();
    if (schema == null || !api.schemas().contains(schema)) {
      throw new LambdaImageException(
          "schemaVersion should be one of " + String.join(", ", api.schemas()));
    }
    Set<String> types = new LinkedHashSet<>(request.texts("types"));
    if (types.isEmpty() || !TYPES.containsAll(types)) {
      throw new LambdaImageException("types should be some of platform, function, extension");
    }
    JsonObject buffering = request.object("buffering");
    JsonObject destination = request.object("destination");
    if (!"HTTP".equals(destination.text("protocol"))) {
      throw new LambdaImageException("destination.protocol should be HTTP: there is no TCP here");
    }
    String method = destination.has("method") ? destination.text("method") : "POST";
    if (method == null || !List.of("POST", "PUT").contains(method)) {
      throw new LambdaImageException("destination.method should be POST or PUT");
    }
    return new TelemetryRequest(
        api,
        schema,
        Set.copyOf(types),
        number(buffering, "maxItems", LEAST_ITEMS, MOST_ITEMS, MOST_ITEMS),
        number(buffering, "maxBytes", LEAST_BYTES, LEAST_BYTES, MOST_BYTES),
        Duration.ofMillis(number(buffering, "timeoutMs", LEAST_MILLIS, USUAL_MILLIS, MOST_MILLIS)),
        local(destination.text("URI")),
        method);
  }

  /** Whether events of a type are for the extension. */
  boolean takes(String type) {
    return types.contains(TelemetryEvent.category(type)) && api.has(type, schema);
  }

  private static int number(JsonObject object, String name, int least, int usual, int most)
      throws LambdaImageException {
    if (!object.has(name)) {
      return usual;
    }
    Long number = object.wholeNumber(name);
    if (number == null || number < least || number > most) {
      throw new LambdaImageException(
          "buffering.%s should be a number from %s to %s".formatted(name, least, most));
    }
    return number.intValue();
  }

  /**
   * The destination on this machine: the network is the machine's, so the extension listens here,
   * and nowhere else.
   */
  private static URI local(@Nullable String text) throws LambdaImageException {
    try {
      URI uri = new URI(text == null ? "" : text);
      if (!"http".equals(uri.getScheme())
          || uri.getHost() == null
          || !ImageRoot.SANDBOX.contains(uri.getHost())
          || uri.getPort() <= 0
          || uri.getPort() > LARGEST_PORT) {
        throw new LambdaImageException(
            "destination.URI should be as http://sandbox.localdomain:8080, with a port");
      }
      String path = uri.getRawPath();
      return URI.create(
          "http://127.0.0.1:" + uri.getPort() + (path.isEmpty() ? "/" : path) + query(uri));
    } catch (URISyntaxException e) {
      throw new LambdaImageException("destination.URI is not a URI", e);
    }
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
  }
}
