package io.github.lambdaimage.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to log in to a registry: one of those in the {@code WWW-Authenticate} headers of its 401.
 *
 * @param scheme in lower case, such as {@code basic} or {@code bearer}
 * @param parameters {@code realm}, {@code service}, {@code scope}
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token
 *     authentication</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">several challenges</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {

  /** What {@code docker login} uses if a 401 has no challenge. */
  static final Challenge BASIC = new Challenge("basic", Map.of());

  /** All challenges of the headers, in order; {@link #BASIC} if there are none. */
  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      read(new ChallengeScanner(header), challenges);
    }
    return challenges.isEmpty() ? List.of(BASIC) : challenges;
  }

  /**
   * Reads a header. A word before {@code =} is a parameter of the scheme before it; any other word
   * at the beginning or after a comma is a scheme. Everything else belongs to unknown schemes.
   */
  private static void read(ChallengeScanner scanner, List<Challenge> challenges) {
    Challenge current = null;
    while (scanner.hasMore()) {
      boolean first = scanner.skipSeparators() || current == null;
      String word = scanner.word();
      if (word.isEmpty()) {
        scanner.skip();
      } else if (scanner.isValueNext()) {
        String value = scanner.value();
        if (current != null) {
          current.parameters.put(word, value);
        }
      } else if (first) {
        current =
            new Challenge(
                word.toLowerCase(Locale.ROOT), new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        challenges.add(current);
      }
    }
  }

  boolean isBasic() {
    return scheme.equals("basic");
  }

  boolean isBearer() {
    return scheme.equals("bearer");
  }
}
