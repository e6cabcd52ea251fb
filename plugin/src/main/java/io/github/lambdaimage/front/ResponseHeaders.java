package io.github.lambdaimage.front;

import io.github.lambdaimage.front.WebResponse.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of a function's response. */
final class ResponseHeaders {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0A-\\x1F\\x7F]*");

  /** Headers that the server sets itself. */
  private static final Set<String> OF_CONNECTION =
      Set.of("content-length", "connection", "keep-alive", "transfer-encoding", "upgrade");

  private ResponseHeaders() {}

  static List<Header> of(Front front, Map<?, ?> response) throws MalformedResponseException {
    List<Header> headers = new ArrayList<>();
    Map<String, List<Header>> several =
        front == Front.HTTP_V2 ? Map.of() : several(response.get("multiValueHeaders"));
    for (Map.Entry<?, ?> header : object("headers", response.get("headers")).entrySet()) {
      Header single = header("headers", String.valueOf(header.getKey()), header.getValue());
      List<Header> others = several.getOrDefault(lower(single), List.of());
      if (others.stream().noneMatch(other -> other.value().equals(single.value()))) {
        headers.add(single);
      }
    }
    several.values().forEach(headers::addAll);
    if (front == Front.HTTP_V2) {
      for (Object cookie : list("cookies", response.get("cookies"))) {
        headers.add(header("cookies", "Set-Cookie", cookie));
      }
    }
    headers.removeIf(header -> OF_CONNECTION.contains(lower(header)));
    Set<String> names = new TreeSet<>();
    headers.forEach(header -> names.add(lower(header)));
    if (!names.contains("content-type")) {
      headers.add(new Header("Content-Type", usualType(front)));
    }
    return List.copyOf(headers);
  }

  private static String usualType(Front front) {
    return switch (front) {
      case HTTP_V2, HTTP_V1 -> "application/json";
      case ALB -> "application/octet-stream";
    };
  }

  private static Map<String, List<Header>> several(@Nullable Object value)
      throws MalformedResponseException {
    Map<String, List<Header>> several = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : object("multiValueHeaders", value).entrySet()) {
      String name = String.valueOf(entry.getKey());
      for (Object each : list("multiValueHeaders", entry.getValue())) {
        several
            .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
            .add(header("multiValueHeaders", name, each));
      }
    }
    return several;
  }

  private static Map<?, ?> object(String member, @Nullable Object value)
      throws MalformedResponseException {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new MalformedResponseException("its '" + member + "' is not an object");
  }

  private static List<?> list(String member, @Nullable Object value)
      throws MalformedResponseException {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new MalformedResponseException("its '" + member + "' has no list where one has to be");
  }

  private static Header header(String member, String name, @Nullable Object value)
      throws MalformedResponseException {
    String text = value == null ? "" : String.valueOf(value);
    if (value instanceof Map || value instanceof List) {
      throw new MalformedResponseException("its '" + member + "' have a value that is not a text");
    }
    if (!NAME.matcher(name).matches() || !VALUE.matcher(text).matches()) {
      throw new MalformedResponseException(
          "its '" + member + "' have a name or value that HTTP does not allow");
    }
    return new Header(name, text);
  }

  private static String lower(Header header) {
    return header.name().toLowerCase(Locale.ROOT);
  }
}
