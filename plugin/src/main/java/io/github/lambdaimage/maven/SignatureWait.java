package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.Optional;

/** How long a push waits for Amazon ECR's signature: the value of {@code <awaitSignature>}. */
final class SignatureWait {

  private static final Duration USUAL = Duration.ofMinutes(2);
  private static final int MOST_DIGITS = 5;

  private SignatureWait() {}

  /**
   * Parses it.
   *
   * @param text {@code true}, {@code false} or a number of seconds
   * @return empty not to wait
   * @throws LambdaImageException for any other text
   */
  static Optional<Duration> parse(String text) throws LambdaImageException {
    String value = text.strip();
    boolean number =
        !value.isEmpty()
            && value.length() <= MOST_DIGITS
            && value.chars().allMatch(it -> it >= '0' && it <= '9');
    if (number && Integer.parseInt(value) > 0) {
      return Optional.of(Duration.ofSeconds(Integer.parseInt(value)));
    }
    return switch (value) {
      case "true" -> Optional.of(USUAL);
      case "false" -> Optional.empty();
      default ->
          throw new LambdaImageException(
              "<awaitSignature> '%s' is neither 'true' nor 'false' nor a number of seconds. Use one of them, as in 300."
                  .formatted(text));
    };
  }
}
