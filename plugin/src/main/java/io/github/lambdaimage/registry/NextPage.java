package io.github.lambdaimage.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The next page of a list that a registry returns in parts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288#section-3">The header "Link"</a>
 */
final class NextPage {

  private NextPage() {}

  /**
   * The URL of the next page, as the registry writes it.
   *
   * @param links the values of the header {@code Link}
   */
  static Optional<String> of(List<String> links) {
    for (String link : links) {
      int start = link.indexOf('<');
      while (start >= 0) {
        int end = link.indexOf('>', start);
        if (end < 0) {
          break;
        }
        int next = link.indexOf('<', end);
        if (isNext(link.substring(end + 1, next < 0 ? link.length() : next))) {
          return Optional.of(link.substring(start + 1, end));
        }
        start = next;
      }
    }
    return Optional.empty();
  }

  /** Whether the parameters after a URL say that it is the next one. */
  private static boolean isNext(String parameters) {
    for (String parameter : parameters.split("[;,]", -1)) {
      String text = parameter.replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT);
      if (text.equals("rel=next")) {
        return true;
      }
    }
    return false;
  }
}
