package io.github.lambdaimage.registry;

/** Reads a {@code WWW-Authenticate} header from its beginning to its end, each character once. */
final class ChallengeScanner {

  private final String header;
  private int position;

  ChallengeScanner(String header) {
    this.header = header;
  }

  boolean hasMore() {
    return position < header.length();
  }

  /** Skips spaces and commas; returns whether there was a comma. */
  boolean skipSeparators() {
    boolean comma = false;
    while (hasMore() && (isSpace(current()) || current() == ',')) {
      comma |= current() == ',';
      position++;
    }
    return comma;
  }

  /** The word that begins here; empty if there is none. */
  String word() {
    int start = position;
    while (hasMore() && !isSpace(current()) && ",=\"".indexOf(current()) < 0) {
      position++;
    }
    return header.substring(start, position);
  }

  /**
   * Whether {@code =} and a value follow, and not the padding of a base64 token; skips the {@code
   * =}.
   */
  boolean isValueNext() {
    int next = position;
    while (next < header.length() && isSpace(header.charAt(next))) {
      next++;
    }
    if (next >= header.length() || header.charAt(next) != '=') {
      return false;
    }
    boolean padding = next + 1 >= header.length() || header.charAt(next + 1) == '=';
    if (!padding) {
      position = next + 1;
    }
    return !padding;
  }

  /** The value that begins here, with or without quotes. */
  String value() {
    while (hasMore() && isSpace(current())) {
      position++;
    }
    if (hasMore() && current() == '"') {
      return quoted();
    }
    int start = position;
    while (hasMore() && !isSpace(current()) && current() != ',') {
      position++;
    }
    return header.substring(start, position);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (hasMore() && current() != '"') {
      if (current() == '\\' && position + 1 < header.length()) {
        position++;
      }
      value.append(current());
      position++;
    }
    skip();
    return value.toString();
  }

  /** Skips one character, if there is one. */
  void skip() {
    position = Math.min(position + 1, header.length());
  }

  private char current() {
    return header.charAt(position);
  }

  private static boolean isSpace(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
