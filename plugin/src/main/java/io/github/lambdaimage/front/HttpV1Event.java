package io.github.lambdaimage.front;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The event of a REST API whose only resource takes every path. */
final class HttpV1Event {

  private HttpV1Event() {}

  static byte[] of(WebRequest request) {
    boolean root = request.path().length() <= 1;
    String resource = root ? "/" : "/{proxy+}";
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request.headers().forEach((name, values) -> headers.put(capitalized(name), values));
    Map<String, List<String>> parameters = request.parameters();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("resource", resource);
    event.put("path", request.path());
    event.put("httpMethod", request.method());
    event.put("headers", EventJson.single(headers, EventJson::last));
    event.put("multiValueHeaders", headers);
    event.put("queryStringParameters", unlessEmpty(EventJson.single(parameters, EventJson::last)));
    event.put("multiValueQueryStringParameters", unlessEmpty(parameters));
    event.put(
        "pathParameters",
        root
            ? null
            : Map.of("proxy", Query.decoded(request.path().substring(1).replace("+", "%2B"))));
    event.put("stageVariables", null);
    event.put("requestContext", context(request, resource));
    EventBody body = EventBody.of(request, true);
    event.put("body", request.body().size() == 0 ? null : body.text());
    event.put("isBase64Encoded", body.base64());
    return EventJson.bytes(event);
  }

  private static @Nullable Object unlessEmpty(Map<String, ?> map) {
    return map.isEmpty() ? null : map;
  }

  /** The usual spelling of a header, which only this front keeps. */
  private static String capitalized(String name) {
    StringBuilder capitalized = new StringBuilder();
    for (String word : name.split("-", -1)) {
      capitalized.append(capitalized.isEmpty() ? "" : "-");
      if (!word.isEmpty()) {
        capitalized.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return capitalized.toString();
  }

  private static Map<String, Object> context(WebRequest request, String resource) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("sourceIp", request.from());
    identity.put("userAgent", request.header("user-agent").orElse(""));
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", EventJson.ACCOUNT);
    context.put("apiId", EventJson.API);
    context.put("resourceId", EventJson.API);
    context.put("resourcePath", resource);
    context.put("path", request.path());
    context.put("httpMethod", request.method());
    context.put("stage", EventJson.API);
    context.put("protocol", "HTTP/1.1");
    context.put("domainName", request.host());
    context.put("requestId", request.id());
    context.put("extendedRequestId", request.id());
    context.put("requestTime", EventJson.time(request.time()));
    context.put("requestTimeEpoch", request.time().toEpochMilli());
    context.put("identity", identity);
    return context;
  }
}
