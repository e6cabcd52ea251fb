package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Checks that an event is JSON as Lambda accepts it: one value, in UTF-8. */
final class JsonText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private JsonText() {}

  /** Why bytes are not JSON, as the end of a sentence; empty if they are. */
  static Optional<String> fault(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return fault(marked ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.of("it is not text in UTF-8");
    }
  }

  private static Optional<String> fault(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.of("it is empty");
      }
      parser.skipChildren();
      return parser.nextToken() == null
          ? Optional.empty()
          : Optional.of("more comes after its end" + place(parser));
    } catch (JsonProcessingException e) {
      String message = String.valueOf(e.getOriginalMessage());
      return Optional.of(
          e.getLocation() == null
              ? message
              : message
                  + " (line %s, column %s)"
                      .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("A text can always be read", e);
    }
  }

  private static String place(JsonParser parser) {
    return " (line %s, column %s)"
        .formatted(
            parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr());
  }
}
