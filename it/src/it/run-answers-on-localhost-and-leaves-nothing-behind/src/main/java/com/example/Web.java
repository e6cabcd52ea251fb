package com.example;

import java.util.List;
import java.util.Map;

/** A web function, for what stands before one. */
public class Web {

  public Object handle(Map<String, Object> event) throws Exception {
    String path = (String) event.get("rawPath");
    return switch (path) {
      case "/plain" -> Map.of("any", "json");
      case "/wrong" -> Map.of("statusCode", "wrong");
      case "/fail" -> throw new IllegalStateException("No order");
      case "/sleep" -> {
        Thread.sleep(60_000);
        yield "";
      }
      case "/echo" ->
          Map.of(
              "statusCode", 201,
              "headers", Map.of("Content-Type", "image/png"),
              "isBase64Encoded", event.get("isBase64Encoded"),
              "body", event.get("body"));
      default ->
          Map.of(
              "statusCode", 200,
              "headers", Map.of("Content-Type", "text/plain"),
              "cookies", List.of("seen=1", "last=" + path),
              "body",
                  "%s %s tag=%s %s"
                      .formatted(
                          ((Map<?, ?>) ((Map<?, ?>) event.get("requestContext")).get("http")).get("method"),
                          path,
                          ((Map<?, ?>) event.get("queryStringParameters")).get("tag"),
                          event.get("cookies")));
    };
  }
}
