package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The level of each check. */
public record CheckLevels(Map<Check, Level> levels) {

  /**
   * Levels as the user wrote them, in addition to the defaults.
   *
   * @param configured by name; an empty element arrives as null
   * @throws LambdaImageException for an unknown check or level
   */
  public static CheckLevels of(Map<String, @Nullable String> configured)
      throws LambdaImageException {
    Map<Check, Level> levels = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      levels.put(check, check.usual());
    }
    for (Map.Entry<String, @Nullable String> entry : configured.entrySet()) {
      String value = entry.getValue();
      levels.put(
          named(entry.getKey()), Level.parse(entry.getKey(), value == null ? "" : value.strip()));
    }
    return new CheckLevels(levels);
  }

  Level of(Check check) {
    return levels.getOrDefault(check, check.usual());
  }

  /** The levels in one line, for the record of the build. */
  @Override
  public String toString() {
    return levels.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static Check named(String name) throws LambdaImageException {
    Optional<Check> check =
        Arrays.stream(Check.values()).filter(it -> it.toString().equals(name)).findFirst();
    return check.orElseThrow(
        () ->
            new LambdaImageException(
                "<checks>: there is no check '%s'. Use %s."
                    .formatted(
                        name,
                        Arrays.stream(Check.values())
                            .map(it -> "'" + it + "'")
                            .collect(Collectors.joining(", ")))));
  }
}
