package io.github.lambdaimage.front;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The event of a load balancer's target group with single values, its default: of several values,
 * the last. A query stays encoded.
 */
final class AlbEvent {

  private static final String TARGET_GROUP =
      "arn:aws:elasticloadbalancing:us-east-1:"
          + EventJson.ACCOUNT
          + ":targetgroup/local/0123456789abcdef";

  private AlbEvent() {}

  static byte[] of(WebRequest request) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("requestContext", Map.of("elb", Map.of("targetGroupArn", TARGET_GROUP)));
    event.put("httpMethod", request.method());
    event.put("path", request.path());
    event.put(
        "queryStringParameters",
        EventJson.single(Query.parse(request.query(), false), EventJson::last));
    event.put("headers", EventJson.single(request.headers(), EventJson::last));
    EventBody body = EventBody.of(request, false);
    event.put("body", body.text());
    event.put("isBase64Encoded", body.base64());
    return EventJson.bytes(event);
  }
}
