package io.github.lambdaimage.layer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Includes and excludes in Maven's syntax: {@code ?}, {@code *} within a name, {@code **} across
 * directories, a trailing {@code /} for everything below.
 */
public final class AntPatterns {

  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  /** Without an include, every file is included. */
  public AntPatterns(List<String> includes, List<String> excludes) {
    this.includes = includes.stream().map(AntPatterns::compile).toList();
    this.excludes = excludes.stream().map(AntPatterns::compile).toList();
  }

  /** Whether a path is wanted; it is relative to the directory, with {@code /}. */
  public boolean match(String path) {
    return (includes.isEmpty() || anyMatch(includes, path)) && !anyMatch(excludes, path);
  }

  /** Whether a path is excluded, whatever is included. */
  boolean exclude(String path) {
    return anyMatch(excludes, path);
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
    String[] segments = pattern.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("**")) {
        regex.append(last ? ".*" : "(?:.*/)?");
      } else {
        regex.append(segment(segments[i])).append(last ? "" : "/");
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Within a name, {@code **} means the same as {@code *}. */
  private static String segment(String segment) {
    StringBuilder regex = new StringBuilder();
    segment
        .codePoints()
        .forEach(
            character ->
                regex.append(
                    switch (character) {
                      case '*' -> "[^/]*";
                      case '?' -> "[^/]";
                      default -> Pattern.quote(Character.toString(character));
                    }));
    return regex.toString();
  }
}
