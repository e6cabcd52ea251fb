package io.github.lambdaimage.standin.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One HTTP request; {@code origin} is the address that the client used, such as http://host:80. */
public record Request(String origin, String method, URI uri, Headers headers, InputStream body) {

  public String path() {
    return uri.getPath();
  }

  /** The decoded value of a query parameter. */
  public Optional<String> query(String name) {
    return queries(name).stream().findFirst();
  }

  /** The decoded values of a query parameter that may be repeated. */
  public List<String> queries(String name) {
    return queries().getOrDefault(name, List.of());
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  private Map<String, List<String>> queries() {
    String raw = uri.getRawQuery();
    if (raw == null) {
      return Map.of();
    }
    return Arrays.stream(raw.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            groupingBy(
                pair -> decoded(pair[0]),
                mapping(pair -> pair.length == 2 ? decoded(pair[1]) : "", toList())));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
