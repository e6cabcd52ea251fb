package io.github.lambdaimage.attachment;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.lambdaimage.oci.JsonDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object that are texts; the rest is read, but not kept. */
final class JsonHead {

  /** Bills nest components in components; levels that are skipped take no stack. */
  private static final int DEEPEST = 1000;

  /** By name; an empty text for other values. */
  private final Map<String, String> members;

  private JsonHead(Map<String, String> members) {
    this.members = members;
  }

  /** Parses a document; empty unless it is exactly one JSON object. */
  static Optional<JsonHead> of(byte[] document) {
    Map<String, String> members = new HashMap<>();
    try (JsonReader reader = JsonDocument.read(document, DEEPEST)) {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return Optional.empty();
      }
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (reader.peek() == JsonToken.STRING) {
          members.put(name, reader.nextString());
        } else {
          members.put(name, "");
          JsonDocument.skip(reader);
        }
      }
      reader.endObject();
      return reader.peek() == JsonToken.END_DOCUMENT
          ? Optional.of(new JsonHead(members))
          : Optional.empty();
    } catch (IOException e) {
      // Whatever it is, it is not a known one.
      return Optional.empty();
    }
  }

  boolean has(String member) {
    return members.containsKey(member);
  }

  /** The member's text; empty if it is absent or something else. */
  String text(String member) {
    return members.getOrDefault(member, "");
  }
}
