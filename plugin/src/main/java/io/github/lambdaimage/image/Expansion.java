package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of a variable in which the base's variables are expanded as Dockerfile's {@code ENV}
 * does: {@code $NAME}, <code>${NAME}</code>, <code>${NAME:-default}</code>, <code>${NAME:+other}
 * </code>, and {@code \$} for a dollar. A dollar that no name follows is one, too.
 *
 * <p>What a Dockerfile makes empty without a word, a variable that there is not, is refused.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Environment
 *     replacement</a>
 */
public final class Expansion {

  private static final char NONE = '\0';

  /** What names of variables have in them that hold secrets. */
  private static final List<String> SECRET =
      List.of("PASS", "PWD", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH");

  private final String variable;
  private final String text;
  private final Map<String, String> base;
  private int at;

  /** How many alternatives that are not taken the place is in: what is there need not exist. */
  private int untaken;

  private Expansion(String variable, String text, Map<String, String> base) {
    this.variable = variable;
    this.text = text;
    this.base = base;
  }

  /**
   * Expands all.
   *
   * @throws LambdaImageException when one refers to what the base has not, or nobody can read it
   */
  static SortedMap<String, String> of(Map<String, String> variables, BaseImage base)
      throws LambdaImageException {
    SortedMap<String, String> expanded = new TreeMap<>();
    Map<String, String> ofBase = base.environment();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expanded.put(variable.getKey(), expand(variable.getKey(), variable.getValue(), ofBase));
    }
    return expanded;
  }

  /**
   * Expands one.
   *
   * @param variable whose value it is
   */
  static String expand(String variable, String text, Map<String, String> base)
      throws LambdaImageException {
    return text.indexOf('$') < 0 ? text : new Expansion(variable, text, base).until(NONE);
  }

  /** The value that is expanded to a text, whatever dollars are in it. */
  public static String literal(String text) {
    StringBuilder value = new StringBuilder();
    int backslashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '$') {
        value.append("\\".repeat(backslashes + 1));
      }
      backslashes = next == '\\' ? backslashes + 1 : 0;
      value.append(next);
    }
    return value.toString();
  }

  /** Up to a character that is not passed, or the end. */
  private String until(char end) throws LambdaImageException {
    StringBuilder result = new StringBuilder();
    while (at < text.length() && (end == NONE || text.charAt(at) != end)) {
      char next = text.charAt(at);
      if (next == '\\') {
        escape(end, result);
      } else if (next == '$') {
        reference(result);
      } else {
        result.append(next);
        at++;
      }
    }
    return result.toString();
  }

  /** Backslashes mean something before a dollar alone: elsewhere they are part of the value. */
  private void escape(char end, StringBuilder result) {
    int start = at;
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    int count = at - start;
    char next = at < text.length() ? text.charAt(at) : NONE;
    if (next == NONE || (next != '$' && next != end)) {
      result.append("\\".repeat(count));
      return;
    }
    result.append("\\".repeat(count / 2));
    if (count % 2 == 1) {
      result.append(next);
      at++;
    }
  }

  private void reference(StringBuilder result) throws LambdaImageException {
    int start = at++;
    boolean braces = at < text.length() && text.charAt(at) == '{';
    if (braces) {
      at++;
    }
    String name = name();
    if (braces) {
      result.append(form(start, name));
    } else if (name.isEmpty()) {
      result.append('$');
    } else {
      result.append(value(name));
    }
  }

  private String name() {
    int start = at;
    while (at < text.length() && isPartOfName(text.charAt(at), at > start)) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isPartOfName(char letter, boolean inside) {
    return letter == '_'
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= 'a' && letter <= 'z')
        || (inside && letter >= '0' && letter <= '9');
  }

  /** The rest of a reference in braces. */
  private String form(int start, String name) throws LambdaImageException {
    if (name.isEmpty()) {
      throw unreadable(start);
    }
    boolean emptyIsNone = text.startsWith(":", at);
    int operator = emptyIsNone ? at + 1 : at;
    @Nullable String value = null;
    if (text.startsWith("-", operator) || text.startsWith("+", operator)) {
      at = operator + 1;
      value = alternative(name, emptyIsNone, text.charAt(operator) == '-');
    }
    if (!text.startsWith("}", at)) {
      throw unreadable(start);
    }
    at++;
    return value == null ? value(name) : value;
  }

  private String alternative(String name, boolean emptyIsNone, boolean isDefault)
      throws LambdaImageException {
    String value = base.get(name);
    boolean isSet = value != null && !(emptyIsNone && value.isEmpty());
    boolean taken = isSet != isDefault;
    untaken += taken ? 0 : 1;
    String other = until('}');
    untaken -= taken ? 0 : 1;
    if (taken) {
      return other;
    }
    return isDefault && value != null ? value : "";
  }

  private String value(String name) throws LambdaImageException {
    String value = base.get(name);
    if (value == null && untaken == 0) {
      String shown = mayBeSecret() ? "…" : name;
      throw new LambdaImageException(
          "<environment>: the value of '%s' refers to '$%s', and the base image sets no variable of that name; what Lambda sets, and <environment> itself, is not known yet when the image is made. Write the value itself, '${%s:-}' for nothing where the base has none, or '\\$%s' for this very text."
              .formatted(variable, shown, shown, shown));
    }
    return value == null ? "" : value;
  }

  /** A password that has a dollar in it looks like a reference, and the log is no place for it. */
  private boolean mayBeSecret() {
    String name = variable.toUpperCase(Locale.ROOT);
    return SECRET.stream().anyMatch(name::contains);
  }

  private LambdaImageException unreadable(int start) {
    int end = text.indexOf('}', start);
    String form = mayBeSecret() ? "${…" : text.substring(start, end < 0 ? text.length() : end + 1);
    return new LambdaImageException(
        "<environment>: the value of '%s' has '%s', which is no variable of the base image: that is written '${NAME}', '${NAME:-default}' or '${NAME:+other}'. If it is to be a property of Maven, set it; write '\\%s' for this very text."
            .formatted(variable, form, form));
  }
}
