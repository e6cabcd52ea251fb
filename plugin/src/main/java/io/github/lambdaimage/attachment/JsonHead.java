package io.github.lambdaimage.attachment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object, with the texts among them; the rest is read, and not kept. */
final class JsonHead {

  /** By name; an empty text for what is none. */
  private final Map<String, String> members;

  private JsonHead(Map<String, String> members) {
    this.members = members;
  }

  /** Nothing for what is not one object of JSON, and nothing behind it. */
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
      // Whatever it is, it is none of those that are known.
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
