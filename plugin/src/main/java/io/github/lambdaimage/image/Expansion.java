package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a variable in which the base's variables are expanded like in a Dockerfile's {@code
 * ENV}: {@code $NAME}, <code>${NAME}</code>, <code>${NAME:-default}</code>, <code>${NAME:+other}
 * </code>, and {@code \$} for a dollar sign. A dollar sign without a name after it is a plain
 * character too.
 *
 * <p>A variable that does not exist, which a Dockerfile silently replaces by nothing, is refused.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Environment
 *     replacement</a>
 */
public final class Expansion {

  private static final char NONE = '\0';

  private static final String HIDDEN = "…";
  private static final String WHY_HIDDEN = " (not shown here: it may be part of a password)";

  /** Names that reveal nothing: those that Lambda sets, and those that images have. */
  private static final Set<String> KNOWN =
      Set.of(
          "AWS_DEFAULT_REGION",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "CLASSPATH",
          "HOME",
          "JAVA_HOME",
          "JAVA_TOOL_OPTIONS",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT",
          "LANG",
          "LD_LIBRARY_PATH",
          "PATH",
          "TZ",
          "_HANDLER");

  /** Variables whose values are paths contain no secrets. */
  private static final Pattern OF_PATHS =
      Pattern.compile("(?:.*_)?(?:CLASS)?(?:PATH|HOME|DIR|ROOT)");

  /** A reference to a Maven property that is not set. */
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{[a-zA-Z]+(?:[.-][a-zA-Z]+)+}");

  private final String variable;
  private final String text;
  private final Map<String, String> base;
  private final Set<String> others;
  private int at;

  /**
   * The number of alternatives around this place that are not used: variables there need not exist.
   */
  private int untaken;

  private Expansion(String variable, String text, Map<String, String> base, Set<String> others) {
    this.variable = variable;
    this.text = text;
    this.base = base;
    this.others = others;
  }

  /**
   * Expands all values.
   *
   * @throws LambdaImageException for a variable that the base does not have, and for a malformed
   *     reference
   */
  static SortedMap<String, String> of(Map<String, String> variables, BaseImage base)
      throws LambdaImageException {
    SortedMap<String, String> expanded = new TreeMap<>();
    Map<String, String> ofBase = base.environment();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expanded.put(
          variable.getKey(),
          expand(variable.getKey(), variable.getValue(), ofBase, variables.keySet()));
    }
    return expanded;
  }

  /**
   * Expands one value.
   *
   * @param variable whose value it is
   */
  static String expand(String variable, String text, Map<String, String> base)
      throws LambdaImageException {
    return expand(variable, text, base, Set.of());
  }

  private static String expand(
      String variable, String text, Map<String, String> base, Set<String> others)
      throws LambdaImageException {
    return text.indexOf('$') < 0 ? text : new Expansion(variable, text, base, others).until(NONE);
  }

  /** The value that expands to a text, whatever dollar signs it has. */
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

  /** The text up to a character, which stays, or to the end. */
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

  /** Reads a backslash, which is special only before a dollar sign. */
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

  /** Reads the rest of a reference in braces. */
  private String form(int start, String name) throws LambdaImageException {
    if (name.isEmpty()) {
      throw unreadable(start, name);
    }
    boolean emptyIsNone = text.startsWith(":", at);
    int operator = emptyIsNone ? at + 1 : at;
    @Nullable String value = null;
    if (text.startsWith("-", operator) || text.startsWith("+", operator)) {
      at = operator + 1;
      value = alternative(name, emptyIsNone, text.charAt(operator) == '-');
    }
    if (!text.startsWith("}", at)) {
      throw unreadable(start, name);
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
      boolean isShown = isNoSecret(name);
      String shown = isShown ? name : HIDDEN;
      throw new LambdaImageException(
          "<environment>: the value of '%s' refers to '$%s'%s, and the base image sets no variable of that name; what Lambda sets, and <environment> itself, is not known yet when the image is made. Write the value itself, '${%s:-}' for nothing where the base has none, or '\\$%s' for this very text."
              .formatted(
                  variable,
                  shown,
                  isShown ? "" : " up to its character " + at + WHY_HIDDEN,
                  shown,
                  shown));
    }
    return value == null ? "" : value;
  }

  /**
   * Whether a name may be shown: a password with a dollar sign looks like a reference, whatever the
   * variable and wherever in the value, and must not get into the log.
   */
  private boolean isNoSecret(String name) {
    return KNOWN.contains(name)
        || base.containsKey(name)
        || others.contains(name)
        || OF_PATHS.matcher(variable).matches();
  }

  private LambdaImageException unreadable(int start, String name) {
    int end = text.indexOf('}', start) + 1;
    String form = end == 0 ? text.substring(start) : text.substring(start, end);
    boolean isShown = PROPERTY.matcher(form).matches() || OF_PATHS.matcher(variable).matches();
    if (!isShown) {
      form = "${" + (isNoSecret(name) ? name : "") + HIDDEN;
    }
    return new LambdaImageException(
        "<environment>: the value of '%s' has '%s'%s, which is not a variable of the base image: that is written '${NAME}', '${NAME:-default}' or '${NAME:+other}'. If it is to be a property of Maven, set it; write '\\%s' for this very text."
            .formatted(
                variable,
                form,
                isShown ? "" : " at its character " + (start + 1) + WHY_HIDDEN,
                form));
  }
}
