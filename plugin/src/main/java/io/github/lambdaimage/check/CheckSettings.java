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
 * @param allowedSecrets patterns of files that {@link Check#SECRETS} is to let pass: relative to
 *     the task root, or absolute in the image
 * @param content what the build has packed in place of the project's classes and dependencies
 */
public record CheckSettings(
    CheckLevels levels, List<String> allowedSecrets, Optional<Content> content) {

  /**
   * Settings as the user wrote them.
   *
   * @param levels by the check's name; an empty element comes as null
   * @throws LambdaImageException for a check or a level that there is not
   */
  public static CheckSettings of(Map<String, @Nullable String> levels, List<String> allowedSecrets)
      throws LambdaImageException {
    return new CheckSettings(CheckLevels.of(levels), List.copyOf(allowedSecrets), Optional.empty());
  }

  /** The same for a function that is made of this. */
  public CheckSettings of(Optional<Content> packed) {
    return new CheckSettings(levels, allowedSecrets, packed);
  }

  /** All of it that decides in one line, for the record of what an image was made under. */
  @Override
  public String toString() {
    return levels + " " + String.join(" ", allowedSecrets);
  }
}
