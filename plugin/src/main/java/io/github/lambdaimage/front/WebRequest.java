package io.github.lambdaimage.front;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request as it arrived.
 *
 * @param path as sent, still encoded
 * @param query as sent; empty if there is none
 * @param headers by names in lower case, each with all its values; without those for a single
 *     connection
 * @param from address of the sender
 * @param port that it arrived at
 * @param id of the request
 */
public record WebRequest(
    String method,
    String path,
    String query,
    SortedMap<String, List<String>> headers,
    Body body,
    String from,
    int port,
    String id,
    Instant time) {

  private static final Set<String> OF_CONNECTION =
      Set.of("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "expect");

  /**
   * A request, with the headers that every front adds.
   *
   * @param sent headers by any names
   */
  public static WebRequest of(
      String method,
      String path,
      String query,
      Map<String, List<String>> sent,
      byte[] body,
      String from,
      int port,
      String id,
      Instant time) {
    SortedMap<String, List<String>> headers = new TreeMap<>();
    sent.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!OF_CONNECTION.contains(lower)) {
            headers.put(lower, List.copyOf(values));
          }
        });
    if (body.length > 0) {
      headers.put("content-length", List.of(Integer.toString(body.length)));
    }
    List<String> hops = new ArrayList<>(headers.getOrDefault("x-forwarded-for", List.of()));
    hops.add(from);
    headers.put("x-forwarded-for", List.of(String.join(", ", hops)));
    headers.put("x-forwarded-port", List.of(Integer.toString(port)));
    headers.put("x-forwarded-proto", List.of("http"));
    return new WebRequest(method, path, query, headers, Body.of(body), from, port, id, time);
  }

  /** The last value of a header. */
  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** The host that it was sent to, without the port. */
  String host() {
    String host = header("host").orElse("localhost");
    int end = host.lastIndexOf(':');
    return end > host.lastIndexOf(']') ? host.substring(0, end) : host;
  }

  /** The query's parameters, decoded. */
  Map<String, List<String>> parameters() {
    return Query.parse(query, true);
  }
}
