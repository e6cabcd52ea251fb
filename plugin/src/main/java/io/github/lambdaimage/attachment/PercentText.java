package io.github.lambdaimage.attachment;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Text in which characters are written as {@code %XX}. */
final class PercentText {

  private PercentText() {}

  /** The decoded text; the text itself if it is not encoded. */
  static String decoded(String text) {
    try {
      // A "+" stands for itself here, and is never encoded.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
