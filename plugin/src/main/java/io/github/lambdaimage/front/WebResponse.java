package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * A response to send.
 *
 * @param headers in their order; a name may occur more than once
 */
public record WebResponse(int status, List<Header> headers, Body body) {

  /** A header. */
  public record Header(String name, String value) {}

  /** A message of API Gateway itself. */
  static WebResponse message(int status, String message) {
    return new WebResponse(
        status,
        List.of(new Header("Content-Type", "application/json")),
        Body.of("{\"message\":\"%s\"}".formatted(message).getBytes(UTF_8)));
  }

  /** A page of a load balancer itself. */
  static WebResponse page(int status, String reason) {
    String title = status + " " + reason;
    return new WebResponse(
        status,
        List.of(new Header("Content-Type", "text/html")),
        Body.of(
            "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n</body>\r\n</html>\r\n"
                .formatted(title, title)
                .getBytes(UTF_8)));
  }
}
