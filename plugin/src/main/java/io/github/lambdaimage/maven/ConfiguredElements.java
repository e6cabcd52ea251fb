package io.github.lambdaimage.maven;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists and maps as Maven fills them: an empty element, such as {@code <exclude/>}, arrives as
 * null.
 */
final class ConfiguredElements {

  private ConfiguredElements() {}

  static List<String> present(List<@Nullable String> elements) {
    return elements.stream().filter(Objects::nonNull).map(String.class::cast).toList();
  }

  /** A map in which an empty element is an empty text. */
  static SortedMap<String, String> filled(Map<String, @Nullable String> elements) {
    SortedMap<String, String> filled = new TreeMap<>();
    elements.forEach((name, value) -> filled.put(name, value == null ? "" : value));
    return filled;
  }
}
