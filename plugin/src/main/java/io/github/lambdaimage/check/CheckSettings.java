package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to check.
 *
 * @param allowedSecrets patterns of files that {@link Check#SECRETS} allows: relative to the task
 *     root, or absolute in the image
 * @param content what the build has packed instead of the project's classes and dependencies
 */
public record CheckSettings(
    CheckLevels levels, List<String> allowedSecrets, Optional<Content> content) {

  /**
   * Settings as the user wrote them.
   *
   * @param levels by the check's name; an empty element arrives as null
   * @throws LambdaImageException for an unknown check or level
   */
  public static CheckSettings of(Map<String, @Nullable String> levels, List<String> allowedSecrets)
      throws LambdaImageException {
    return new CheckSettings(CheckLevels.of(levels), List.copyOf(allowedSecrets), Optional.empty());
  }

  /** The same settings for a function with this content. */
  public CheckSettings of(Optional<Content> packed) {
    return new CheckSettings(levels, allowedSecrets, packed);
  }

  /** Everything that affects the result, in one line, for the record of the build. */
  @Override
  public String toString() {
    return levels + " " + String.join(" ", allowedSecrets);
  }
}
