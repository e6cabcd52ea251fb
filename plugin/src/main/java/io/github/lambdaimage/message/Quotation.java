package io.github.lambdaimage.message;

/**
 * Text of others, as a message may show it: on one line, without characters that move the cursor or
 * hide letters, without passwords, and not too long.
 */
public final class Quotation {

  private static final String LEFT_OUT = "…";
  private static final String SCHEME_END = "://";

  /** The beginning is enough to recognise a URL. */
  private static final int LONGEST_ADDRESS = 120;

  private Quotation() {}

  /**
   * The beginning of a text.
   *
   * @param longest in UTF-16 units
   */
  public static String of(String text, int longest) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < text.length() && line.length() <= longest; ) {
      int letter = text.codePointAt(i);
      i += Character.charCount(letter);
      if (isSpace(letter)) {
        gap = !line.isEmpty();
        continue;
      }
      if (gap) {
        line.append(' ');
        gap = false;
      }
      line.appendCodePoint(letter);
    }
    return line.length() > longest ? cut(line, longest) + LEFT_OUT : line.toString();
  }

  /** A URL from elsewhere, without user, password and query. */
  public static String ofAddress(String address) {
    return of(withoutUser(withoutQuery(address)), LONGEST_ADDRESS);
  }

  /** An address without what may be a secret behind its path. */
  public static String withoutQuery(String address) {
    int end = 0;
    while (end < address.length() && address.charAt(end) != '?' && address.charAt(end) != '#') {
      end++;
    }
    return address.substring(0, end);
  }

  /**
   * A name without a user and password before its host, as in {@code
   * user:password@registry.example.com/orders}.
   */
  public static String withoutUser(String name) {
    return withoutStart(name, endOfUser(name));
  }

  /** A host, in which {@code @} occurs only after a user. */
  public static String ofHost(String host) {
    return of(withoutStart(host, host.lastIndexOf('@')), LONGEST_ADDRESS);
  }

  /** Whether a user or a password stands before a host in a name. */
  public static boolean namesUser(String name) {
    return endOfUser(name) >= 0;
  }

  /**
   * The position of the {@code @} after a user, not of the one before a digest; less than 0 if
   * there is none.
   */
  private static int endOfUser(String name) {
    int start = startOfHost(name);
    int beforePath = name.lastIndexOf('@', name.lastIndexOf('/'));
    if (beforePath >= start) {
      return beforePath;
    }
    int last = name.lastIndexOf('@');
    boolean digest = name.startsWith("sha256:", last + 1) || name.startsWith("sha512:", last + 1);
    return !digest && hasPassword(name, start, last) ? last : -1;
  }

  /** Whether this part has a colon that is not the one before a port. */
  private static boolean hasPassword(String name, int start, int end) {
    for (int i = start; i < end; i++) {
      if (name.charAt(i) == ':') {
        int digits = i + 1;
        while (Character.isDigit(name.charAt(digits))) {
          digits++;
        }
        if (digits == i + 1 || name.charAt(digits) != '/') {
          return true;
        }
      }
    }
    return false;
  }

  private static int startOfHost(String name) {
    int scheme = name.indexOf(SCHEME_END);
    return scheme < 0 ? 0 : scheme + SCHEME_END.length();
  }

  private static String withoutStart(String name, int end) {
    if (end < 0) {
      return name;
    }
    int start = startOfHost(name);
    return (start <= end ? name.substring(0, start) : "") + LEFT_OUT + name.substring(end);
  }

  private static String cut(StringBuilder line, int longest) {
    boolean inPair = longest > 0 && Character.isHighSurrogate(line.charAt(longest - 1));
    return line.substring(0, inPair ? longest - 1 : longest);
  }

  private static boolean isSpace(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
