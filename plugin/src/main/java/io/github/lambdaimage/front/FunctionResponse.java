package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.front.WebResponse.Header;
import io.github.lambdaimage.oci.JsonValue;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the response of a function: status, headers and body in JSON. */
final class FunctionResponse {

  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private FunctionResponse() {}

  static WebResponse read(Front front, byte[] bytes) throws MalformedResponseException {
    Object document = json(bytes);
    if (document instanceof Map<?, ?> response && response.get("statusCode") != null) {
      return new WebResponse(
          status(response.get("statusCode")), ResponseHeaders.of(front, response), body(response));
    }
    if (front != Front.HTTP_V2) {
      throw new MalformedResponseException(
          document instanceof Map ? "it has no 'statusCode'" : "it is not a JSON object");
    }
    // Any other JSON is the body.
    return new WebResponse(
        200, List.of(new Header("Content-Type", "application/json")), Body.of(bytes));
  }

  private static int status(Object value) throws MalformedResponseException {
    try {
      int status = Integer.parseInt(String.valueOf(value));
      if (LOWEST_STATUS <= status && status <= HIGHEST_STATUS) {
        return status;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new MalformedResponseException("its 'statusCode' is not a status from 200 to 599");
  }

  private static Body body(Map<?, ?> response) throws MalformedResponseException {
    Object body = response.get("body");
    if (body == null) {
      return Body.of(new byte[0]);
    }
    if (!(body instanceof String text)) {
      throw new MalformedResponseException("its 'body' is not a text");
    }
    if (!Boolean.TRUE.equals(response.get("isBase64Encoded"))) {
      return Body.of(text.getBytes(UTF_8));
    }
    try {
      return Body.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedResponseException("its 'body' is not Base64, as 'isBase64Encoded' says");
    }
  }

  private static @Nullable Object json(byte[] bytes) throws MalformedResponseException {
    try {
      return JsonValue.parse(bytes);
    } catch (IOException e) {
      // The parser's message is not passed on: a function's response may contain a secret.
      throw new MalformedResponseException("it is not JSON");
    }
  }
}
