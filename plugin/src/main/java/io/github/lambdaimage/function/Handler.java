package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/**
 * What Lambda runs: {@code package.Class::method} or {@code package.Class}; it becomes the image's
 * {@code Cmd}.
 *
 * @param value without white space; as long as it likes: the 128 characters of Lambda's
 *     CreateFunction API are for functions that are no images
 */
public record Handler(String value) {

  /**
   * What a runtime that the function brings itself is told where the user names no handler: it may
   * have no use for one, but AWS's entrypoint does not start without.
   */
  public static final Handler OF_BOOTSTRAP = new Handler("bootstrap");

  /** Of an image whose entrypoint calls none. */
  public static final Handler NONE = new Handler("");

  private static final String METHOD = "::";

  /**
   * Checks a handler's form.
   *
   * @throws LambdaImageException when it can name nothing
   */
  public static Handler parse(String value) throws LambdaImageException {
    String handler = value.strip();
    if (handler.isEmpty()) {
      throw new LambdaImageException(
          "<handler> is empty. Write it as 'com.example.Handler::handleRequest'.");
    }
    if (handler.chars().anyMatch(Character::isWhitespace)) {
      throw new LambdaImageException(
          "<handler> '%s' contains white space, which no class or method has in its name. Write it as 'com.example.Handler::handleRequest'."
              .formatted(handler));
    }
    return new Handler(handler);
  }

  /** The class: what comes before the last {@code ::}, as the runtime reads it. */
  public String className() {
    int colons = value.lastIndexOf(METHOD);
    return colons < 0 ? value : value.substring(0, colons);
  }

  /** The method, or nothing where the class itself is the handler. */
  public Optional<String> methodName() {
    int colons = value.lastIndexOf(METHOD);
    return colons < 0 ? Optional.empty() : Optional.of(value.substring(colons + METHOD.length()));
  }

  @Override
  public String toString() {
    return value;
  }
}
