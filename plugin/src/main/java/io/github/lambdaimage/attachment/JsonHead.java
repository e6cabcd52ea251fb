package io.github.lambdaimage.attachment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object that are texts; the rest is read, but not kept. */
final class JsonHead {

  /** By name; an empty text for other values. */
  private final Map<String, String> members;

  private JsonHead(Map<String, String> members) {
    this.members = members;
  }

  /** Parses a document; empty unless it is exactly one JSON object. */
  static Optional<JsonHead> of(byte[] document) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
        members.put(name, text ? parser.getText() : "");
        parser.skipChildren();
      }
      return parser.nextToken() == null ? Optional.of(new JsonHead(members)) : Optional.empty();
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
