package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Lines of {@code NAME=value}, as dotenv and Docker Compose read them, but without expanding
 * variables. Messages contain only the number of a line: its text may be a secret.
 */
final class EnvLines {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final String EXPORT = "export";
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String SPACE = " \t\r";

  private final String file;
  private final String text;
  private int position;
  private int line = 1;

  /**
   * Lines to read.
   *
   * @param file its name in messages
   */
  EnvLines(String file, String text) {
    this.file = file;
    this.text = text;
  }

  SortedMap<String, String> read() throws LambdaImageException {
    SortedMap<String, String> variables = new TreeMap<>();
    if (at(BYTE_ORDER_MARK)) {
      position++;
    }
    while (position < text.length()) {
      skipSpace();
      if (at('#')) {
        skipLine();
      } else if (!atEnd()) {
        String name = name();
        variables.put(name, value());
      }
      if (position < text.length()) {
        position++;
        line++;
      }
    }
    return variables;
  }

  private String name() throws LambdaImageException {
    int end = position;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '=') {
      end++;
    }
    if (end == text.length() || text.charAt(end) != '=') {
      throw malformed("has no '='");
    }
    String name = text.substring(position, end).strip();
    if (name.startsWith(EXPORT)
        && name.length() > EXPORT.length()
        && SPACE.indexOf(name.charAt(EXPORT.length())) >= 0) {
      name = name.substring(EXPORT.length()).strip();
    }
    if (!NAME.matcher(name).matches()) {
      throw malformed("has no name of letters, digits and '_' before the '='");
    }
    position = end + 1;
    return name;
  }

  private String value() throws LambdaImageException {
    skipSpace();
    String value = at('"') || at('\'') ? quoted(text.charAt(position)) : plain();
    if (value.indexOf('\0') >= 0) {
      throw malformed("has a character in its value that no variable can have");
    }
    return value;
  }

  /** The text until a comment, which begins after a space, or the line's end. */
  private String plain() {
    int start = position;
    int end = start;
    while (!atEnd()) {
      if (at('#') && (position == start || SPACE.indexOf(text.charAt(position - 1)) >= 0)) {
        skipLine();
        break;
      }
      end = ++position;
    }
    return text.substring(start, end).strip();
  }

  /** The text in quotes, which may span lines: keys do. */
  private String quoted(char quote) throws LambdaImageException {
    int first = line;
    StringBuilder value = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char letter = text.charAt(position);
      if (letter == quote) {
        position++;
        skipSpace();
        if (at('#')) {
          skipLine();
        }
        if (!atEnd()) {
          throw malformed("goes on behind the closing quote");
        }
        return value.toString();
      }
      if (letter == '\\' && quote == '"' && position + 1 < text.length()) {
        position++;
        value.append(escaped(text.charAt(position)));
      } else if (letter != '\r' || !isLineEnd(position + 1)) {
        value.append(letter);
      }
      line += text.charAt(position) == '\n' ? 1 : 0;
    }
    line = first;
    throw malformed("opens a quote that nothing closes");
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '"', '\\', '$', '\'' -> Character.toString(letter);
      default -> "\\" + letter;
    };
  }

  private boolean at(char letter) {
    return position < text.length() && text.charAt(position) == letter;
  }

  private boolean atEnd() {
    return position == text.length() || isLineEnd(position);
  }

  private boolean isLineEnd(int place) {
    return place < text.length() && text.charAt(place) == '\n';
  }

  private void skipSpace() {
    while (position < text.length() && SPACE.indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private void skipLine() {
    while (!atEnd()) {
      position++;
    }
  }

  private LambdaImageException malformed(String why) {
    return new LambdaImageException(
        "Line %s of '%s' %s. Write 'NAME=value', with quotes around a value that has '#' or more than one line."
            .formatted(line, file, why));
  }
}
