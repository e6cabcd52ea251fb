package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's handler: {@code package.Class::method} or {@code package.Class}; it becomes the image's
 * {@code Cmd}.
 *
 * @param value without white space, of any length: the 128 characters of Lambda's CreateFunction
 *     API are a limit for functions that are not images
 */
public record Handler(String value) {

  /**
   * The handler for a function with its own runtime, if the user names none: it may not need one,
   * but AWS's entrypoint does not start without.
   */
  public static final Handler OF_BOOTSTRAP = new Handler("bootstrap");

  /** For an image whose entrypoint calls no handler. */
  public static final Handler NONE = new Handler("");

  private static final String METHOD = "::";

  /**
   * Checks a handler's form.
   *
   * @throws LambdaImageException when it is not the name of a class or method
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

  /** The class: the part before the last {@code ::}, as the runtime parses it. */
  public String className() {
    int colons = value.lastIndexOf(METHOD);
    return colons < 0 ? value : value.substring(0, colons);
  }

  /** The method; empty if the class itself is the handler. */
  public Optional<String> methodName() {
    int colons = value.lastIndexOf(METHOD);
    return colons < 0 ? Optional.empty() : Optional.of(value.substring(colons + METHOD.length()));
  }

  /** Written out, as every build compares handlers: a record's own takes long to link. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Handler handler && value.equals(handler.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
