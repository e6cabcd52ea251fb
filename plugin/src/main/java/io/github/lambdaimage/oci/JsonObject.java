package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
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

  private static final int LONGEST_SHOWN = 60;

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
    try (JsonReader reader = JsonDocument.read(document)) {
      // What comes after it is left alone: other programs do so too.
      Object value = JsonValue.read(reader);
      if (value instanceof Map<?, ?>) {
        return wrap(value);
      }
      throw new LambdaImageException(
          what + " is not a JSON object: it is " + (value == null ? "null" : kind(value)));
    } catch (IOException e) {
      throw new LambdaImageException(what + " is not a JSON object: " + JsonDocument.fault(e), e);
    }
  }

  private static String kind(Object value) {
    return value instanceof List ? "a list" : "a single value";
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
    return JsonValue.text(members).getBytes(UTF_8);
  }

  /** The document with white space, for people. */
  public byte[] prettyBytes() {
    return JsonValue.prettyText(members).getBytes(UTF_8);
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
