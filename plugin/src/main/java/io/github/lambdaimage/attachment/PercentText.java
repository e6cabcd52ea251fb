package io.github.lambdaimage.attachment;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Text in which letters are written as {@code %XX}. */
final class PercentText {

  private PercentText() {}

  /** What it says; the text itself where it is not written so. */
  static String decoded(String text) {
    try {
      // A "+" is itself here, and none is encoded.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
