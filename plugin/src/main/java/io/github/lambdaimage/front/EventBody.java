package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * A body in an event.
 *
 * @param text the body itself, or its bytes in Base64
 */
record EventBody(String text, boolean base64) {

  private static final Set<String> TEXTS =
      Set.of("application/json", "application/javascript", "application/xml");

  private static final String FORM = "application/x-www-form-urlencoded";

  /**
   * The body of a request; a text according to its content type stays a text.
   *
   * @param lenient whether forms, and bodies without a content type, are text too
   */
  static EventBody of(WebRequest request, boolean lenient) {
    byte[] body = request.body().bytes();
    if (body.length == 0) {
      return new EventBody("", false);
    }
    boolean plain = request.header("content-encoding").isEmpty();
    if (plain && isText(request.header("content-type").orElse(""), lenient)) {
      try {
        return new EventBody(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString(), false);
      } catch (CharacterCodingException e) {
        // It is not valid text: Base64 loses nothing.
      }
    }
    return new EventBody(Base64.getEncoder().encodeToString(body), true);
  }

  private static boolean isText(String contentType, boolean lenient) {
    int end = contentType.indexOf(';');
    String type =
        (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || TEXTS.contains(type)
        || type.endsWith("+json")
        || type.endsWith("+xml")
        || (lenient && (type.isEmpty() || type.equals(FORM)));
  }
}
