package io.github.lambdaimage.function;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Includes and excludes as Maven users write them: {@code ?}, {@code *} within a name, {@code **}
 * across directories, a trailing {@code /} for everything below.
 */
final class AntPatterns {

  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  /** No include means every file. */
  AntPatterns(List<String> includes, List<String> excludes) {
    this.includes = includes.stream().map(AntPatterns::compile).toList();
    this.excludes = excludes.stream().map(AntPatterns::compile).toList();
  }

  /** Whether a path relative to the directory, {@code /} between its names, is wanted. */
  boolean match(String path) {
    return (includes.isEmpty() || anyMatch(includes, path)) && !anyMatch(excludes, path);
  }

  private static boolean anyMatch(List<Pattern> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static Pattern compile(String antPattern) {
    String pattern = antPattern.replace('\\', '/');
    if (pattern.endsWith("/")) {
      pattern += "**";
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (pattern.charAt(i) == '*') {
        regex.append("[^/]*");
      } else if (pattern.charAt(i) == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
