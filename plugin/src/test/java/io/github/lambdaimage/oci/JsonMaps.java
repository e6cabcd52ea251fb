package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** JSON objects as tests look into them. */
public final class JsonMaps {

  private JsonMaps() {}

  /** Parses an object. */
  public static Map<String, Object> parse(String document) throws IOException {
    return parse(document.getBytes(UTF_8));
  }

  /** Parses an object. */
  @SuppressWarnings("unchecked") // JSON has no other keys.
  public static Map<String, Object> parse(byte[] document) throws IOException {
    return (Map<String, Object>) Objects.requireNonNull(JsonValue.parse(document));
  }
}
