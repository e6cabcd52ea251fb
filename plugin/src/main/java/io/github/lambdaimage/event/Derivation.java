package io.github.lambdaimage.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.oci.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a value of an event is derived from plain input.
 *
 * @param target path of the value
 * @param form how it is derived
 * @param source path of what it is derived from: the value itself if it is encoded
 */
record Derivation(String target, Form form, String source) {

  /** The way of deriving a value. */
  enum Form {
    /** A text in Base64. */
    BASE64,
    /** Any value, as JSON, in gzip, in Base64. */
    GZIP,
    /** Any value, as JSON in a text. */
    JSON,
    /** The MD5 of a text. */
    MD5,
    /** The same value. */
    COPY,
    /** An object whose values become lists with one element. */
    LISTS,
    /** An object's members as the query of a URL. */
    QUERY
  }

  /** Parses {@code path=form}, or {@code path=form:source}. */
  static Derivation parse(String text) {
    int form = text.lastIndexOf('=');
    String target = text.substring(0, form);
    int source = text.indexOf(':', form);
    String name = text.substring(form + 1, source < 0 ? text.length() : source);
    for (Form known : Form.values()) {
      if (known.name().equalsIgnoreCase(name)) {
        return new Derivation(target, known, source < 0 ? target : text.substring(source + 1));
      }
    }
    throw new IllegalStateException("The index of events has '" + text + "'");
  }

  /** Whether the value itself is encoded, not derived from another. */
  boolean isEncoding() {
    return target.equals(source);
  }

  /** Derives a value. */
  @Nullable Object of(@Nullable Object value) throws IOException {
    return switch (form) {
      case BASE64 -> base64(String.valueOf(value).getBytes(UTF_8));
      case GZIP -> base64(gzip(JsonValue.text(value).getBytes(UTF_8)));
      case JSON -> JsonValue.text(value);
      case MD5 -> md5(String.valueOf(value));
      case COPY -> value;
      case LISTS -> lists((Map<?, ?>) value);
      case QUERY -> query((Map<?, ?>) value);
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  private static Map<String, Object> lists(@Nullable Map<?, ?> object) {
    Map<String, Object> lists = new LinkedHashMap<>();
    if (object != null) {
      object.forEach(
          (name, value) -> lists.put(String.valueOf(name), Collections.singletonList(value)));
    }
    return lists;
  }

  private static String query(@Nullable Map<?, ?> object) {
    List<String> query = new ArrayList<>();
    if (object != null) {
      object.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
    }
    return String.join("&", query);
  }

  private static String encoded(Object part) {
    return URLEncoder.encode(String.valueOf(part), UTF_8).replace("+", "%20");
  }
}
