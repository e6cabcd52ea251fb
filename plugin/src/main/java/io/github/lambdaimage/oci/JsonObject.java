package io.github.lambdaimage.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members keep their order, including unknown ones: a base's config must stay
 * complete. A {@code null} member counts as absent, and is not written.
 */
public final class JsonObject {

  /**
   * No document that we read nests deeper than ten levels; deeper ones would take too much stack.
   */
  private static final int DEEPEST = 100;

  private static final int LONGEST_SHOWN = 60;

  /** A parser's message must not quote the document: it may be a token. */
  private static final JSON JSON_WITHOUT_QUOTES =
      JSON.builder(
              JsonFactory.builder()
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private final Map<String, Object> members;

  private JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  public static JsonObject empty() {
    return new JsonObject(new LinkedHashMap<>());
  }

  /**
   * Parses a document.
   *
   * @param what the document, in a message's words, such as {@code the config of 'x'}
   * @throws LambdaImageException when it is not a JSON object
   */
  public static JsonObject parse(byte[] document, String what) throws LambdaImageException {
    try {
      Map<String, Object> members = JSON_WITHOUT_QUOTES.mapFrom(document);
      if (members == null) {
        throw new LambdaImageException(what + " is not a JSON object: it is null");
      }
      return new JsonObject(members);
    } catch (IOException e) {
      throw new LambdaImageException("%s is not a JSON object: %s".formatted(what, reason(e)), e);
    }
  }

  /** The reason on one line, without the parser's source location and its list of valid tokens. */
  private static @Nullable String reason(IOException e) {
    if (!(e instanceof JsonProcessingException failure) || failure.getLocation() == null) {
      return e.getMessage();
    }
    String words = String.valueOf(failure.getOriginalMessage());
    int expected = Math.max(words.indexOf(": expected "), words.indexOf(": was expecting "));
    return (expected < 0 ? words : words.substring(0, expected))
        + " (line "
        + failure.getLocation().getLineNr()
        + ", column "
        + failure.getLocation().getColumnNr()
        + ")";
  }

  public JsonObject copy() {
    return new JsonObject(new LinkedHashMap<>(members));
  }

  /** Sets a member to a string, a number, a boolean, a list, a map or another object. */
  public JsonObject with(String name, Object value) {
    members.put(name, unwrap(value));
    return this;
  }

  /** The member's text, or {@code null} if it is absent or something else. */
  public @Nullable String text(String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  /** The member's text, or {@code fallback} if it is absent or something else. */
  public String text(String name, String fallback) {
    return members.get(name) instanceof String text ? text : fallback;
  }

  /** The member's number, or {@code fallback} if it is absent or something else. */
  public long number(String name, long fallback) {
    return members.get(name) instanceof Number number ? number.longValue() : fallback;
  }

  /**
   * The member's number, or {@code null} if it is absent, something else, or not a whole number.
   */
  public @Nullable Long wholeNumber(String name) {
    Object value = members.get(name);
    return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : null;
  }

  /**
   * The member as a message quotes it, whatever it is: at most a line long, and without control
   * characters.
   */
  public String shown(String name) {
    return Quotation.of(String.valueOf(members.get(name)), LONGEST_SHOWN);
  }

  /** Whether there is such a member. */
  public boolean has(String name) {
    return members.get(name) != null;
  }

  /** Whether the member is {@code true}. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** The member's object; an empty one if it is absent or something else. */
  public JsonObject object(String name) {
    return wrap(members.get(name));
  }

  /** Whether the member exists and is an object. */
  public boolean hasObject(String name) {
    return members.get(name) instanceof Map;
  }

  /** Whether the member is a list of objects and of nothing else. */
  public boolean hasObjects(String name) {
    return members.get(name) instanceof List<?> list
        && list.stream().allMatch(Map.class::isInstance);
  }

  /** The objects in the member's list; empty if it is absent or something else. */
  public List<JsonObject> objects(String name) {
    return elements(name).stream().map(JsonObject::wrap).toList();
  }

  /** The texts in the member's list; empty if it is absent or something else. */
  public List<String> texts(String name) {
    return elements(name).stream().map(String::valueOf).toList();
  }

  /** The member names with their values as text, in order. */
  public Map<String, String> textMap() {
    Map<String, String> texts = new LinkedHashMap<>();
    members.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  /** The document without white space, for images. */
  public byte[] bytes() {
    return write(JSON.std);
  }

  /** The document with white space, for people. */
  public byte[] prettyBytes() {
    return write(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT));
  }

  private byte[] write(JSON json) {
    try {
      return json.asBytes(members);
    } catch (IOException e) {
      throw new IllegalStateException("Maps, lists and texts can always be written", e);
    }
  }

  private List<?> elements(String name) {
    return members.get(name) instanceof List<?> list ? list : List.of();
  }

  private static JsonObject wrap(@Nullable Object value) {
    JsonObject object = empty();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> object.members.put(String.valueOf(name), member));
    }
    return object;
  }

  private static Object unwrap(Object value) {
    if (value instanceof JsonObject object) {
      return object.members;
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(unwrap(element)));
      return plain;
    }
    return value;
  }
}
