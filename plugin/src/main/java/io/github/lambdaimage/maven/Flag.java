package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;

/**
 * A parameter that must be {@code true} or {@code false}: Maven itself takes any other text as
 * {@code false}.
 */
final class Flag {

  private Flag() {}

  /**
   * Parses one.
   *
   * @param element as the user knows it
   * @throws LambdaImageException when it is neither
   */
  static boolean parse(String element, String text) throws LambdaImageException {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new LambdaImageException(
              "<%s> '%s' is neither 'true' nor 'false'. Use one of them, or leave it out."
                  .formatted(element, text));
    };
  }
}
