package io.github.lambdaimage.front;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of front.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payloads
 *     of API Gateway</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">payloads
 *     of a load balancer</a>
 */
public enum Front {
  /** API Gateway's HTTP API with payload 2.0, and function URLs. */
  HTTP_V2("http-v2", Duration.ofSeconds(30), 503),
  /** API Gateway's REST API, and HTTP API with payload 1.0. */
  HTTP_V1("http-v1", Duration.ofSeconds(29), 504),
  /** A target group of an Application Load Balancer. */
  ALB("alb", null, 502);

  private static final int MEGABYTE = 1024 * 1024;

  private final String name;
  private final @Nullable Duration patience;
  private final int statusOfTimeout;

  Front(String name, @Nullable Duration patience, int statusOfTimeout) {
    this.name = name;
    this.patience = patience;
    this.statusOfTimeout = statusOfTimeout;
  }

  /**
   * Parses {@code http-v2}, {@code http-v1} or {@code alb}.
   *
   * @return empty for {@code null}: no front
   */
  public static Optional<Front> parse(@Nullable String text) throws LambdaImageException {
    if (text == null) {
      return Optional.empty();
    }
    for (Front front : values()) {
      if (front.name.equals(text)) {
        return Optional.of(front);
      }
    }
    throw new LambdaImageException(
        "lambda-image.front '%s' is not valid. Use 'http-v2' (HTTP API, function URL), 'http-v1' (REST API) or 'alb' (load balancer), or leave it out."
            .formatted(text));
  }

  /** The event that the front makes from a request, as JSON. */
  public byte[] event(WebRequest request) {
    return switch (this) {
      case HTTP_V2 -> HttpV2Event.of(request);
      case HTTP_V1 -> HttpV1Event.of(request);
      case ALB -> AlbEvent.of(request);
    };
  }

  /**
   * The HTTP response that the front makes from a function's response.
   *
   * @throws MalformedResponseException when it cannot; the answer is then {@link #error}
   */
  public WebResponse response(byte[] response) throws MalformedResponseException {
    if (this == ALB && response.length > MEGABYTE) {
      throw new MalformedResponseException(
          "it has %s bytes, and a load balancer takes 1 MiB".formatted(response.length));
    }
    return FunctionResponse.read(this, response);
  }

  /** The answer when the function failed, or its response is malformed. */
  public WebResponse error() {
    return switch (this) {
      case HTTP_V2 -> WebResponse.message(502, "Internal Server Error");
      case HTTP_V1 -> WebResponse.message(502, "Internal server error");
      case ALB -> WebResponse.page(502, "Bad Gateway");
    };
  }

  /** The answer when the function did not respond in time. */
  public WebResponse timeout() {
    return switch (this) {
      case HTTP_V2 -> WebResponse.message(statusOfTimeout, "Service Unavailable");
      case HTTP_V1 -> WebResponse.message(statusOfTimeout, "Endpoint request timed out");
      case ALB -> WebResponse.page(statusOfTimeout, "Bad Gateway");
    };
  }

  /** The answer to a request that is too large. */
  public WebResponse tooLarge() {
    return this == ALB
        ? WebResponse.page(413, "Request Entity Too Large")
        : WebResponse.message(413, "Request Entity Too Large");
  }

  /** Whether the front refuses a body for its size, before Lambda would. */
  public boolean isTooLarge(int bodySize) {
    return this == ALB && bodySize > MEGABYTE;
  }

  /** The remark for a response that took longer than the front would have waited. */
  public Optional<String> impatience(Duration duration) {
    if (patience == null || duration.compareTo(patience) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "This took %s s. API Gateway waits %s s and answers %s then%s."
            .formatted(
                duration.toSeconds(),
                patience.toSeconds(),
                statusOfTimeout,
                this == HTTP_V2 ? "; a function URL waits as long as the function may take" : ""));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name;
  }
}
