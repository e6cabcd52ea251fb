package io.github.lambdaimage.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields and their values, written like the query of a URL: {@code body=a&subject=b}. A plus sign
 * stays a plus sign: in a telephone number it does not mean a space.
 */
record FieldQuery(List<Field> fields) {

  private static final int LONGEST_QUOTE = 60;
  private static final int HEXADECIMAL = 16;

  /** A field and its new value. */
  record Field(String name, String value) {}

  /**
   * Parses a query.
   *
   * @throws LambdaImageException for a field without a name or value, and for a wrong percent sign
   */
  static FieldQuery parse(String query) throws LambdaImageException {
    List<Field> fields = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int end = part.indexOf('=');
      if (end <= 0) {
        throw new LambdaImageException(
            "The event's field '%s' is not a name with a value. Write 'name=value', '&' between two of them, and '%%26' for an '&' in a value."
                .formatted(Quotation.of(part, LONGEST_QUOTE)));
      }
      String name = decoded(part.substring(0, end), part);
      fields.add(new Field(name, decoded(part.substring(end + 1), name)));
    }
    return new FieldQuery(List.copyOf(fields));
  }

  private static String decoded(String text, String name) throws LambdaImageException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      if (letter == '%') {
        bytes.write(hexadecimal(text, i, name));
        i += 3;
      } else {
        bytes.writeBytes(Character.toString(letter).getBytes(UTF_8));
        i += Character.charCount(letter);
      }
    }
    return bytes.toString(UTF_8);
  }

  private static int hexadecimal(String text, int percent, String name)
      throws LambdaImageException {
    if (percent + 2 < text.length()) {
      int high = Character.digit(text.charAt(percent + 1), HEXADECIMAL);
      int low = Character.digit(text.charAt(percent + 2), HEXADECIMAL);
      if (high >= 0 && low >= 0) {
        return high * HEXADECIMAL + low;
      }
    }
    throw new LambdaImageException(
        "The event's field '%s' has a '%%' without two hexadecimal digits, as URLs have them. Write '%%25' for a percent sign."
            .formatted(Quotation.of(name, LONGEST_QUOTE)));
  }
}
