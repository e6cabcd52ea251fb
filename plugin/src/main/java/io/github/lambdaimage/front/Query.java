package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a URL. */
final class Query {

  private Query() {}

  /**
   * All values of each name, in the order of the query.
   *
   * @param decoded whether to decode names and values; invalid encodings stay as they are
   */
  static Map<String, List<String>> parse(String query, boolean decoded) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int end = part.indexOf('=');
        String name = end < 0 ? part : part.substring(0, end);
        String value = end < 0 ? "" : part.substring(end + 1);
        parameters
            .computeIfAbsent(decoded ? decoded(name) : name, key -> new ArrayList<>())
            .add(decoded ? decoded(value) : value);
      }
    }
    return parameters;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
