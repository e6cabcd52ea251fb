package io.github.lambdaimage.front;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests for tests. */
final class WebRequests {

  private WebRequests() {}

  /** Headers are {@code name: value} each. */
  static WebRequest of(String method, String address, byte[] body, String... headers) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    for (String header : headers) {
      String name = header.substring(0, header.indexOf(':'));
      String value = header.substring(header.indexOf(':') + 2);
      sent.merge(name, List.of(value), WebRequests::both);
    }
    int query = address.indexOf('?');
    return WebRequest.of(
        method,
        query < 0 ? address : address.substring(0, query),
        query < 0 ? "" : address.substring(query + 1),
        sent,
        body,
        "127.0.0.1",
        9000,
        "1-2-3",
        Instant.parse("2026-03-12T09:30:00Z"));
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
