package io.github.lambdaimage.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Any JSON value: a map, a list, a text, a number, a boolean or {@code null}. */
public final class JsonValue {

  private JsonValue() {}

  /**
   * Parses a document.
   *
   * @throws IOException unless it is exactly one JSON value
   */
  public static @Nullable Object parse(byte[] document) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(document)) {
      if (parser.nextToken() == null) {
        throw new IOException("There is no value");
      }
      Object value = JSON.std.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw new IOException("More comes after the value");
      }
      return value;
    }
  }
}
