package io.github.lambdaimage.front;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event of an HTTP API with payload 2.0, or of a function URL. */
final class HttpV2Event {

  private static final String ROUTE = "$default";
  private static final String COOKIE = "cookie";

  private HttpV2Event() {}

  static byte[] of(WebRequest request) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", ROUTE);
    event.put("rawPath", request.path());
    event.put("rawQueryString", request.query());
    List<String> cookies = cookies(request);
    if (!cookies.isEmpty()) {
      event.put("cookies", cookies);
    }
    Map<String, String> headers = EventJson.single(request.headers(), EventJson::joined);
    headers.remove(COOKIE);
    event.put("headers", headers);
    Map<String, String> parameters = EventJson.single(request.parameters(), EventJson::joined);
    if (!parameters.isEmpty()) {
      event.put("queryStringParameters", parameters);
    }
    event.put("requestContext", context(request));
    EventBody body = EventBody.of(request, false);
    if (request.body().size() > 0) {
      event.put("body", body.text());
    }
    event.put("isBase64Encoded", body.base64());
    return EventJson.bytes(event);
  }

  private static List<String> cookies(WebRequest request) {
    List<String> cookies = new ArrayList<>();
    for (String header : request.headers().getOrDefault(COOKIE, List.of())) {
      for (String cookie : header.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  private static Map<String, Object> context(WebRequest request) {
    String host = request.host();
    int prefix = host.indexOf('.');
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", request.method());
    http.put("path", request.path());
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", request.from());
    http.put("userAgent", request.header("user-agent").orElse(""));
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", EventJson.ACCOUNT);
    context.put("apiId", EventJson.API);
    context.put("domainName", host);
    context.put("domainPrefix", prefix < 0 ? host : host.substring(0, prefix));
    context.put("http", http);
    context.put("requestId", request.id());
    context.put("routeKey", ROUTE);
    context.put("stage", ROUTE);
    context.put("time", EventJson.time(request.time()));
    context.put("timeEpoch", request.time().toEpochMilli());
    return context;
  }
}
