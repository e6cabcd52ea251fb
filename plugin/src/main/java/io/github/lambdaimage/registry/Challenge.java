package io.github.lambdaimage.registry;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a registry wants to be asked: the {@code WWW-Authenticate} header of its 401.
 *
 * @param scheme in lower case: {@code basic} or {@code bearer}
 * @param parameters {@code realm}, {@code service}, {@code scope}
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token
 *     authentication</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {

  private static final Pattern PARAMETER =
      Pattern.compile("([a-zA-Z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  /** Basic where the header is missing: that is what {@code docker login} would do. */
  static Challenge parse(@Nullable String header) {
    String text = header == null ? "basic" : header.strip();
    String scheme = text.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Matcher matcher = PARAMETER.matcher(text);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(matcher.group(1), quoted != null ? quoted : matcher.group(3));
    }
    return new Challenge(scheme, parameters);
  }

  boolean isBearer() {
    return scheme.equals("bearer");
  }
}
