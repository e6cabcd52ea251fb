package io.github.lambdaimage.oci;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON value: a map, whose members keep their order, a list, a text, a number, a boolean or
 * {@code null}.
 */
public final class JsonValue {

  /** Reading a number takes time by the square of its digits. */
  private static final int MOST_DIGITS = 1000;

  private JsonValue() {}

  /**
   * Parses a document.
   *
   * @throws IOException unless it is exactly one JSON value; see {@link JsonDocument#fault}
   */
  public static @Nullable Object parse(byte[] document) throws IOException {
    try (JsonReader reader = JsonDocument.read(document)) {
      Object value = read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("More comes after the value");
      }
      return value;
    }
  }

  /**
   * Reads the next value.
   *
   * @throws IOException if it is malformed; see {@link JsonDocument#fault}
   */
  static @Nullable Object read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> members(reader);
      case BEGIN_ARRAY -> elements(reader);
      case STRING -> reader.nextString();
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      default -> {
        reader.nextNull();
        yield null;
      }
    };
  }

  private static Map<String, Object> members(JsonReader reader) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (members.containsKey(name)) {
        throw new MalformedJsonException("An object has two members of the same name");
      }
      members.put(name, read(reader));
    }
    reader.endObject();
    return members;
  }

  private static List<Object> elements(JsonReader reader) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      elements.add(read(reader));
    }
    reader.endArray();
    return elements;
  }

  /** A decimal keeps its digits, since a base's config must stay complete. */
  private static Number number(String text) throws IOException {
    if (text.length() > MOST_DIGITS) {
      throw new MalformedJsonException("A number has more than " + MOST_DIGITS + " digits");
    }
    if (text.chars().anyMatch(it -> it == '.' || it == 'e' || it == 'E')) {
      return new BigDecimal(text);
    }
    BigInteger whole = new BigInteger(text);
    if (whole.bitLength() < Integer.SIZE) {
      return whole.intValue();
    }
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }

  /** A value as JSON without white space, and without members that are {@code null}. */
  public static String text(@Nullable Object value) {
    return write(value, "", false);
  }

  /** A value as JSON without white space, and with members that are {@code null}. */
  public static String completeText(@Nullable Object value) {
    return write(value, "", true);
  }

  /** A value as JSON for people, without members that are {@code null}. */
  static String prettyText(@Nullable Object value) {
    return write(value, "  ", false);
  }

  private static String write(@Nullable Object value, String indent, boolean nulls) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setIndent(indent);
      writer.setSerializeNulls(nulls);
      write(value, writer);
    } catch (IOException e) {
      throw new IllegalStateException("Maps, lists and texts can always be written", e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonWriter writer) throws IOException {
    if (value instanceof Map<?, ?> members) {
      writer.beginObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        writer.name(String.valueOf(member.getKey()));
        write(member.getValue(), writer);
      }
      writer.endObject();
    } else if (value instanceof Collection<?> elements) {
      writer.beginArray();
      for (Object element : elements) {
        write(element, writer);
      }
      writer.endArray();
    } else if (value instanceof Number number) {
      writer.value(number);
    } else if (value instanceof Boolean truth) {
      writer.value(truth);
    } else {
      writer.value(value == null ? null : String.valueOf(value));
    }
  }
}
