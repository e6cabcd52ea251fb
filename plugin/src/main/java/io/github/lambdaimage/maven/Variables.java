package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The {@code <environment>} that the user sets. */
final class Variables {

  private Variables() {}

  /**
   * Checks the variables.
   *
   * @param configured as Maven fills them
   * @throws LambdaImageException for what cannot name a variable, and for a value that its author
   *     expects to be expanded
   */
  static SortedMap<String, String> of(Map<String, @Nullable String> configured)
      throws LambdaImageException {
    SortedMap<String, String> variables = Elements.filled(configured);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String name = variable.getKey();
      if (name.isBlank() || name.contains("=")) {
        throw new LambdaImageException(
            "<environment>: '%s' cannot name a variable. Use letters, digits and '_'."
                .formatted(name));
      }
      if (refersTo(name, variable.getValue())) {
        throw new LambdaImageException(
            "<environment>: the value of '%s' refers to '%s' itself, and nothing expands it: an image's config, unlike a Dockerfile, has values as they are. Write what the base has there as text."
                .formatted(name, "$" + name));
      }
    }
    return variables;
  }

  private static boolean refersTo(String name, String value) {
    if (value.contains("${" + name + "}")) {
      return true;
    }
    String reference = "$" + name;
    for (int at = value.indexOf(reference); at >= 0; at = value.indexOf(reference, at + 1)) {
      int end = at + reference.length();
      if (end == value.length() || !isPartOfName(value.charAt(end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPartOfName(char letter) {
    return letter == '_' || Character.isLetterOrDigit(letter);
  }
}
